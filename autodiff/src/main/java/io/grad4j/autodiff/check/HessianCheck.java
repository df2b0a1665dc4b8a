package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Verifies a hand-written N×N Hessian, N the number of entries of x in row-major order, and that it is symmetric. */
public final class HessianCheck {
    private final ToDoubleFunction<DMatrixRMaj> f;

    private HessianCheck(ToDoubleFunction<DMatrixRMaj> f) {
        this.f = f;
    }

    /** Of a function of a matrix. */
    public static HessianCheck of(ToDoubleFunction<DMatrixRMaj> f) {
        return new HessianCheck(f);
    }

    /** Checks {@code hessian}, whose result is N×N. */
    public DerivativeCheck hand(UnaryOperator<DMatrixRMaj> hessian) {
        return new DerivativeCheck(new Second(f, hessian));
    }

    private record Second(ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> hessian) implements Claim {
        @Override
        public String kind() {
            return "Hessian";
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return Claim.number(f.applyAsDouble(x));
        }

        @Override
        public DMatrixRMaj hand(DMatrixRMaj x) {
            return hessian.apply(x);
        }

        @Override
        public Shape shape(DMatrixRMaj x, DMatrixRMaj y) {
            return new Shape(x.getNumElements(), x.getNumElements());
        }

        @Override
        public List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom) {
            return new SecondDifferences(f, x, zoom).ofAllPairs();
        }

        @Override
        public DMatrixRMaj tape(UnaryOperator<Var> onVars, DMatrixRMaj x, DMatrixRMaj y) {
            return Autodiff.hessian(onVars, x);
        }

        @Override
        public int input(int entry, DMatrixRMaj x) {
            return entry % x.getNumElements();
        }

        @Override
        public int output(int entry, DMatrixRMaj x) {
            return 0;
        }

        @Override
        public String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names) {
            int n = x.getNumElements();
            return "∂²/∂" + Claim.inputName(x, entry / n, names) + "∂" + Claim.inputName(x, entry % n, names);
        }

        @Override
        public boolean isSymmetric() {
            return true;
        }
    }
}
