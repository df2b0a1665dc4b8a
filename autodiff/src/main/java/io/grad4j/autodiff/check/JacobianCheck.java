package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
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
        return new DerivativeCheck(new ByColumns(f, jacobian));
    }

    private record ByColumns(UnaryOperator<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> jacobian) implements Claim {
        @Override
        public String kind() {
            return "Jacobian";
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x);
        }

        @Override
        public DMatrixRMaj hand(DMatrixRMaj x) {
            return jacobian.apply(x);
        }

        @Override
        public Shape shape(DMatrixRMaj x, DMatrixRMaj y) {
            return new Shape(y.getNumElements(), x.getNumElements());
        }

        @Override
        public List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom) {
            List<List<Measurement>> columns = new ArrayList<>();
            for (int i = 0; i < x.getNumElements(); i++) {
                columns.add(Claim.alongEntry(z -> f.apply(z[0]), x, i, y, zoom));
            }
            List<Measurement> all = new ArrayList<>();
            for (int p = 0; p < y.getNumElements(); p++) {
                for (List<Measurement> column : columns) {
                    all.add(column.get(p));
                }
            }
            return all;
        }

        @Override
        public DMatrixRMaj tape(UnaryOperator<Var> onVars, DMatrixRMaj x, DMatrixRMaj y) {
            return Autodiff.jacobian(onVars, x);
        }

        @Override
        public int input(int entry, DMatrixRMaj x) {
            return entry % x.getNumElements();
        }

        @Override
        public int output(int entry, DMatrixRMaj x) {
            return entry / x.getNumElements();
        }

        @Override
        public String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names) {
            int n = x.getNumElements();
            return "∂" + Claim.entry("y", y, entry / n) + "/∂" + Claim.inputName(x, entry % n, names);
        }
    }
}
