package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Elementwise.tanh;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** Traces that several tests look at. */
final class Traces {
    private Traces() {}

    /** v4 = x∘y + x², whose x has two users. */
    static Trace twoUsers() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var y = tape.variable("y", 3);
            return Trace.of(tape, x.elementMult(y).plus(square(x)));
        }
    }

    /** A small network with scopes, a constant and matrices. */
    static Trace network() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant("x", generic(3, 2, 1));
            Var w = tape.variable("W1", generic(2, 3, 2));
            Var b = tape.variable("b1", generic(1, 3, 3));
            Var h = tape.scope("layer 1", () -> tanh(x.mult(w).plus(b)));
            Var w2 = tape.variable("W2", generic(3, 1, 4));
            Var error = tape.scope("layer 2", () -> h.mult(w2).minus(0.5));
            return Trace.of(tape, tape.scope("loss", () -> square(error)
                    .plus(error.elementMult(sin(error)))
                    .sum()));
        }
    }

    /** Fifty variables and operations in four scopes, each with two arguments or a single one in turn, of size×size. */
    static Trace fifty(int size) {
        try (Tape tape = new Tape()) {
            Var[] last = {tape.variable("a", generic(size, size, 1)), tape.variable("b", generic(size, size, 2))};
            for (int i = 0; i < 4; i++) {
                tape.scope("block " + i, () -> {
                    for (int k = 0; k < 6; k++) {
                        Var next = step(k, last[0], last[1]);
                        last[0] = last[1];
                        last[1] = next;
                    }
                    return 0;
                });
            }
            while (tape.steps().size() < 49) {
                last[1] = sin(last[1]);
            }
            return Trace.of(tape, last[1].sum());
        }
    }

    private static Var step(int k, Var a, Var b) {
        return switch (k) {
            case 0 -> a.elementMult(b);
            case 1 -> sin(a).plus(b);
            case 2 -> a.minus(tanh(b));
            case 3 -> sigmoid(a).elementMult(b);
            case 4 -> a.plus(sigmoid(b));
            default -> b.minus(square(a));
        };
    }

    /** √x at 0, whose slope is infinite, and a variable whose name is markup. */
    static Trace notFinite() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", new DMatrixRMaj(1, 1));
            Var y = tape.variable("<script>alert(\"x\")</script> & 'q'", 2);
            return Trace.of(tape, sqrt(x).elementMult(y));
        }
    }
}
