package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import org.jspecify.annotations.Nullable;

/**
 * What a bound variable stands for.
 *
 * @param index of a point or of an entry, counted from 0; -1 if it is a value
 * @param point whether the index counts points of the distributions
 */
record Local(int index, boolean point, @Nullable Var value) {
    static Local point(int index) {
        return new Local(index, true, null);
    }

    static Local entry(int index) {
        return new Local(index, false, null);
    }

    static Local value(Var value) {
        return new Local(-1, false, value);
    }
}
