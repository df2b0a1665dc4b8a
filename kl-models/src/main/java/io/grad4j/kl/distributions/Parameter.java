package io.grad4j.kl.distributions;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** A parameter of a distribution: a known number or matrix, or a variable of a tape. */
public sealed interface Parameter {
    /** A number or matrix, through which no derivative flows. */
    record Known(DMatrixRMaj value) implements Parameter {
        /** Copies. */
        public Known {
            value = value.copy();
        }

        @Override
        public DMatrixRMaj matrix() {
            return value.copy();
        }

        @Override
        public Var on(Tape tape) {
            return tape.constant(value);
        }
    }

    /** A variable, or a result of recorded steps. */
    record OnTape(Var var) implements Parameter {
        @Override
        public DMatrixRMaj matrix() {
            return var.value();
        }

        @Override
        public Var on(Tape tape) {
            if (var.tape() != tape) {
                throw new ArgumentException("parameter", var.toString(), "belongs to a tape that is not the one given");
            }
            return var;
        }
    }

    /** A known number. */
    static Parameter of(double value) {
        return new Known(new DMatrixRMaj(new double[][] {{value}}));
    }

    /** A known matrix; copied. */
    static Parameter of(DMatrixRMaj value) {
        return new Known(value);
    }

    /** A variable. */
    static Parameter of(Var var) {
        return new OnTape(var);
    }

    /** A copy of the value. */
    DMatrixRMaj matrix();

    /** The first entry, the value of a 1×1. */
    default double scalar() {
        return matrix().data[0];
    }

    /**
     * As an operand on {@code tape}: the variable, or a constant.
     *
     * @throws ArgumentException if the variable belongs to another tape
     */
    Var on(Tape tape);
}
