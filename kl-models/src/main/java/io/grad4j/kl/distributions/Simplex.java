package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import org.ejml.data.DMatrixRMaj;

/** The probabilities of k categories, a column given itself or by its logits. */
public sealed interface Simplex {
    /** Entries ≥ 0 that sum to 1. */
    record Plain(Parameter p) implements Simplex {
        /** A sum of probabilities that differs from 1 by more is not one that was rounded. */
        private static final double ROUNDING = 1e-9;

        /** Checks entries and sum. */
        public Plain {
            DMatrixRMaj m = p.matrix();
            Require.column("Simplex", "p", m);
            ArgumentException.requireFinite("Simplex", "p", m);
            double sum = 0;
            for (int i = 0; i < m.numRows; i++) {
                if (m.data[i] < 0) {
                    throw ArgumentException.entry("Simplex", "p", m, i, "is negative");
                }
                sum += m.data[i];
            }
            Require.that(Math.abs(sum - 1) <= ROUNDING, "Simplex", "p", "its sum " + sum + " is not 1");
        }

        @Override
        public Parameter parameter() {
            return p;
        }

        @Override
        public Var log(Tape tape) {
            return Elementwise.log(p.on(tape));
        }
    }

    /** p = softmax(s); an entry -∞ is a probability 0. */
    record Logits(Parameter s) implements Simplex {
        /** Refuses NaN, +∞ and all -∞. */
        public Logits {
            DMatrixRMaj m = s.matrix();
            Require.column("Simplex", "logits", m);
            ArgumentException.requireNoNaN("Simplex", "logits", m);
            boolean some = false;
            for (int i = 0; i < m.numRows; i++) {
                if (m.data[i] == Double.POSITIVE_INFINITY) {
                    throw ArgumentException.entry("Simplex", "logits", m, i, "is not finite");
                }
                some |= Double.isFinite(m.data[i]);
            }
            Require.that(some, "Simplex", "logits", "no entry is finite");
        }

        @Override
        public Parameter parameter() {
            return s;
        }

        @Override
        public Var log(Tape tape) {
            return logSoftmax(s.on(tape));
        }
    }

    /** Known probabilities. */
    static Simplex of(double... p) {
        return new Plain(Parameter.of(DMatrixRMaj.wrap(p.length, 1, p)));
    }

    /** Variable probabilities, k×1. */
    static Simplex of(Var p) {
        return new Plain(Parameter.of(p));
    }

    /** By known logits. */
    static Simplex ofLogits(double... s) {
        return new Logits(Parameter.of(DMatrixRMaj.wrap(s.length, 1, s)));
    }

    /** By variable logits, k×1. */
    static Simplex ofLogits(Var s) {
        return new Logits(Parameter.of(s));
    }

    /** What was given. */
    Parameter parameter();

    /** ln p, k×1. */
    Var log(Tape tape);

    /** p as numbers. */
    default double[] values() {
        try (Tape tape = new Tape()) {
            Var known = tape.constant(parameter().matrix());
            Simplex same = this instanceof Plain ? of(known) : ofLogits(known);
            return Elementwise.exp(same.log(tape)).value().data;
        }
    }
}
