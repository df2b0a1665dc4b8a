package io.grad4j.autodiff;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The results that a sweep of plain numbers makes along the way.
 *
 * <p>Each counts who holds it: a cotangent's place, or two where a rule passes one on unchanged. What nobody holds when its rule is
 * done goes back to the buffers, and so does what is let go by the last. A Var that was not made here has no count and is left alone,
 * so a recorded sweep, whose results are steps, may call the same.
 */
final class Scratch {
    /** The count of a Var that no sweep owns. */
    static final int NOT_COUNTED = -1;

    /** The count of one whose matrix is another's by now. */
    static final int RETURNED = -2;

    /** The count of a step that its tape took back. */
    static final int DROPPED = -3;

    private final Buffers buffers;

    /** Made by the rule that runs now. */
    private @Nullable Var[] ofThisRule = new @Nullable Var[16];

    private int count;

    Scratch(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Counts {@code v}, just made in a matrix of the buffers, from 0. */
    Var made(Var v) {
        v.holders = 0;
        if (count == ofThisRule.length) {
            ofThisRule = Arrays.copyOf(ofThisRule, 2 * count);
        }
        ofThisRule[count++] = v;
        return v;
    }

    /** Returns what the rule has made and nobody holds. */
    void ruleDone() {
        for (int i = 0; i < count; i++) {
            Var v = ofThisRule[i];
            if (v != null && v.holders == 0) {
                giveBack(v);
            }
            ofThisRule[i] = null;
        }
        count = 0;
    }

    Var hold(Var v) {
        if (v.holders != NOT_COUNTED) {
            v.holders++;
        }
        return v;
    }

    void letGo(Var v) {
        if (v.holders != NOT_COUNTED && --v.holders == 0) {
            giveBack(v);
        }
    }

    /** Lets go of each that is there. */
    void letGo(@Nullable Var[] all) {
        for (Var v : all) {
            if (v != null) {
                letGo(v);
            }
        }
    }

    /** Whether {@code v} may be overwritten by its one holder. */
    static boolean isHeldOnce(Var v) {
        return v.holders == 1;
    }

    private void giveBack(Var v) {
        v.giveBackTo(buffers);
        v.holders = RETURNED;
    }
}
