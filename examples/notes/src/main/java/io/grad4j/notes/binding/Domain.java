package io.grad4j.notes.binding;

/** What values a number may take. */
public enum Domain {
    REAL,
    POSITIVE,
    NEGATIVE,
    /** Between 0 and 1. */
    UNIT,
    /** 0 or 1. */
    BINARY,
    /** 1, 2, 3 … */
    NATURAL
}
