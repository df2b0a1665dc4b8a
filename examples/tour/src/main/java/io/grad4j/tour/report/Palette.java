package io.grad4j.tour.report;

import io.grad4j.tour.judge.Verdict;

/** Escape codes, or nothing in their place; a colour never says what words do not. */
public enum Palette {
    /** No escape codes. */
    PLAIN,
    /** ANSI escape codes. */
    COLOURED;

    String bold(String text) {
        return wrapped("1", text);
    }

    String dim(String text) {
        return wrapped("2", text);
    }

    String of(Verdict verdict, String text) {
        return wrapped(
                switch (verdict) {
                    case RIGHT -> "32";
                    case WRONG -> "31";
                    case INCONCLUSIVE -> "33";
                    case NOT_CHECKABLE -> "2";
                },
                text);
    }

    private String wrapped(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
