package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
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
        public DMatrixRMaj factor() {
            try (Tape tape = new Tape()) {
                return new Full(Parameter.of(sigma.matrix())).factor(tape).value();
            }
        }

        @Override
        public Var factor(Tape tape) {
            return cholesky(sigma.on(tape));
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
        public DMatrixRMaj factor() {
            try (Tape tape = new Tape()) {
                return new Cholesky(Parameter.of(l.matrix())).factor(tape).value();
            }
        }

        @Override
        public Var factor(Tape tape) {
            return l.on(tape);
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
        public DMatrixRMaj factor() {
            try (Tape tape = new Tape()) {
                return new Diagonal(Parameter.of(sigma.matrix())).factor(tape).value();
            }
        }

        @Override
        public Var factor(Tape tape) {
            return diagonalMatrix(sigma.on(tape));
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
        public DMatrixRMaj factor() {
            try (Tape tape = new Tape()) {
                return new LowRank(Parameter.of(w.matrix()), Parameter.of(v.matrix()))
                        .factor(tape)
                        .value();
            }
        }

        @Override
        public Var factor(Tape tape) {
            Var columns = w.on(tape);
            return cholesky(columns.multTransB(columns).plus(diagonalMatrix(v.on(tape))));
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

    /** The lower triangle L of Σ = L·Lᵀ. */
    Var factor(Tape tape);

    /** L as numbers. */
    DMatrixRMaj factor();
}
