"""What the asylum model tells."""


def sections(view, words):
    return ()
