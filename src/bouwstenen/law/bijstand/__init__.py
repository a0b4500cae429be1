"""Participatiewet (bijstand and AIO) and IOAW: social assistance."""
