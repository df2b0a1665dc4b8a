package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** A covariance matrix Σ, d×d, in one of the ways to give it. */
public sealed interface Covariance {
    /** Σ itself, taken as ½(Σ + Σᵀ). */
    record Full(Parameter sigma) implements Covariance {
        /** Checks that it is positive definite. */
        public Full {
            ArgumentException.requireSquare("Covariance", "sigma", sigma.matrix());
            ArgumentException.requireFinite("Covariance", "sigma", sigma.matrix());
            try (Tape tape = new Tape()) {
                cholesky(tape.constant("sigma", sigma.matrix()));
            }
        }

        @Override
        public int dimension() {
            return sigma.matrix().numRows;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(sigma);
        }

        @Override
        public Var factor(Function<Parameter, Var> on) {
            return cholesky(on.apply(sigma));
        }
    }

    /** Σ = L·Lᵀ for a lower triangle L with a positive diagonal. */
    record Cholesky(Parameter l) implements Covariance {
        /** Checks the triangle. */
        public Cholesky {
            DMatrixRMaj m = l.matrix();
            ArgumentException.requireSquare("Covariance", "l", m);
            ArgumentException.requireFinite("Covariance", "l", m);
            for (int i = 0; i < m.numRows; i++) {
                for (int j = i; j < m.numCols; j++) {
                    if (i == j ? m.get(i, j) <= 0 : m.get(i, j) != 0) {
                        throw ArgumentException.entry(
                                "Covariance", "l", m, i * m.numCols + j, "does not fit a lower triangular factor");
                    }
                }
            }
        }

        @Override
        public int dimension() {
            return l.matrix().numRows;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(l);
        }

        @Override
        public Var factor(Function<Parameter, Var> on) {
            return on.apply(l);
        }
    }

    /** Σ = diag σ² for a column σ of standard deviations. */
    record Diagonal(Parameter sigma) implements Covariance {
        /** Checks that all are positive. */
        public Diagonal {
            Require.positiveColumn("Covariance", "sigma", sigma);
        }

        @Override
        public int dimension() {
            return sigma.matrix().numRows;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(sigma);
        }

        @Override
        public Var factor(Function<Parameter, Var> on) {
            return diagonalMatrix(on.apply(sigma));
        }
    }

    /** Σ = W·Wᵀ + diag v for W d×r and a column v of positive variances; computed with as the full matrix. */
    record LowRank(Parameter w, Parameter v) implements Covariance {
        /** Checks shapes and variances. */
        public LowRank {
            Require.positiveColumn("Covariance", "v", v);
            ArgumentException.requireFinite("Covariance", "w", w.matrix());
            if (w.matrix().numRows != v.matrix().numRows) {
                throw new ArgumentException(
                        "Covariance", "w", Shape.of(w.matrix()) + " where " + v.matrix().numRows + " rows are needed");
            }
        }

        @Override
        public int dimension() {
            return v.matrix().numRows;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(w, v);
        }

        @Override
        public Var factor(Function<Parameter, Var> on) {
            Var columns = on.apply(w);
            return cholesky(columns.multTransB(columns).plus(diagonalMatrix(on.apply(v))));
        }
    }

    /** By a known Σ. */
    static Covariance of(DMatrixRMaj sigma) {
        return new Full(Parameter.of(sigma));
    }

    /** By a variable Σ. */
    static Covariance of(Var sigma) {
        return new Full(Parameter.of(sigma));
    }

    /** By known standard deviations, diagonal. */
    static Covariance diagonal(double... sigma) {
        return new Diagonal(Parameter.of(DMatrixRMaj.wrap(sigma.length, 1, sigma)));
    }

    /** By a column of variable standard deviations, diagonal. */
    static Covariance diagonal(Var sigma) {
        return new Diagonal(Parameter.of(sigma));
    }

    /** d. */
    int dimension();

    /** What was given. */
    List<Parameter> parameters();

    /**
     * The lower triangle L of Σ = L·Lᵀ.
     *
     * @param on what stands for a parameter on a tape
     */
    Var factor(Function<Parameter, Var> on);

    /** L, recorded on {@code tape}. */
    default Var factor(Tape tape) {
        return factor(p -> p.on(tape));
    }

    /** L as numbers. */
    default DMatrixRMaj factor() {
        try (Tape tape = new Tape()) {
            return factor(p -> tape.constant(p.matrix())).value();
        }
    }
}
