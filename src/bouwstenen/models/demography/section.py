"""What the population model tells."""


def sections(view, words):
    return ()
