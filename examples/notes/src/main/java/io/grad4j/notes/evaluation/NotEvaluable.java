package io.grad4j.notes.evaluation;

import io.grad4j.notes.syntax.Plain;

/** A formula that has no value here: a name that is not bound, shapes that do not fit, or notation without a meaning to us. */
public final class NotEvaluable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String unbound;

    private NotEvaluable(String message, String unbound) {
        super(message, null, false, false);
        this.unbound = unbound;
    }

    /** A reason other than a name. */
    public static NotEvaluable because(String reason) {
        return new NotEvaluable(reason, "");
    }

    static NotEvaluable unbound(String name) {
        return new NotEvaluable(Plain.of(name) + " is not bound", name);
    }

    /** The name that is not bound, or nothing. */
    public String unbound() {
        return unbound;
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
