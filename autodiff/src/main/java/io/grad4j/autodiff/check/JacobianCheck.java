package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Verifies a hand-written Jacobian: P×N, the numbers of entries of f(x) and of x in row-major order. */
public final class JacobianCheck {
    private final UnaryOperator<DMatrixRMaj> f;

    private JacobianCheck(UnaryOperator<DMatrixRMaj> f) {
        this.f = f;
    }

    /** Of a function of a matrix. */
    public static JacobianCheck of(UnaryOperator<DMatrixRMaj> f) {
        return new JacobianCheck(f);
    }

    /** Checks {@code jacobian}, whose result is P×N. */
    public DerivativeCheck hand(UnaryOperator<DMatrixRMaj> jacobian) {
        return new DerivativeCheck(manner -> new ByColumns(f, jacobian, manner));
    }

    private record ByColumns(UnaryOperator<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> jacobian, Manner manner)
            implements Claim {
        @Override
        public String kind() {
            return "Jacobian";
        }

        @Override
        public String tested() {
            return manner.perturbation().sentence();
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x).copy();
        }

        @Override
        public At at(DMatrixRMaj x, DMatrixRMaj y) {
            return new AtPoint(this, x, y, Partials.by(x, manner));
        }

        private record AtPoint(ByColumns claim, DMatrixRMaj x, DMatrixRMaj y, Partials partials) implements At {
            @Override
            public List<DMatrixRMaj> hand() {
                return List.of(claim.jacobian.apply(x.copy()));
            }

            @Override
            public Shape shape() {
                return new Shape(y.getNumElements(), x.getNumElements());
            }

            @Override
            public List<DMatrixRMaj> tape(UnaryOperator<Var> onVars) {
                DMatrixRMaj jacobian = Autodiff.jacobian(onVars, x);
                List<DMatrixRMaj> rows = Partials.rows(jacobian, x);
                for (int p = 0; p < rows.size(); p++) {
                    DMatrixRMaj row = claim.manner.perturbation().projected(rows.get(p));
                    System.arraycopy(row.data, 0, jacobian.data, p * jacobian.numCols, jacobian.numCols);
                }
                return List.of(jacobian);
            }

            @Override
            public double[] judged(List<DMatrixRMaj> derivative) {
                return partials.of(Partials.rows(derivative.get(0), x));
            }

            @Override
            public List<Measurement> differences(double zoom) {
                return partials.differences(z -> claim.f.apply(z[0]), y, zoom);
            }

            @Override
            public Shape block() {
                return partials.areEntries() ? shape() : new Shape(0, 0);
            }

            @Override
            public int input(int i) {
                return partials.move(i).unit();
            }

            @Override
            public int output(int i) {
                return i / partials.size();
            }

            @Override
            public String name(int i, List<String> names) {
                String by = partials.name(i, names);
                return "∂" + Claim.entry("y", y, output(i)) + (input(i) < 0 ? " " : "/∂") + by;
            }
        }
    }
}
