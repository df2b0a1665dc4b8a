package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Verifies a hand-written x̄ = Jᵀ·ȳ, the backward pass of a layer, at a generic ȳ. */
public final class VjpCheck {
    private final UnaryOperator<DMatrixRMaj> f;

    private VjpCheck(UnaryOperator<DMatrixRMaj> f) {
        this.f = f;
    }

    /** Of a function of a matrix. */
    public static VjpCheck of(UnaryOperator<DMatrixRMaj> f) {
        return new VjpCheck(f);
    }

    /** Checks {@code vjp}, which takes x and ȳ and gives x̄ of the shape of x. */
    public DerivativeCheck hand(BinaryOperator<DMatrixRMaj> vjp) {
        return new DerivativeCheck(new Backward(f, vjp));
    }

    private record Backward(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> vjp) implements Claim {
        @Override
        public String kind() {
            return "vjp";
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x);
        }

        @Override
        public DMatrixRMaj hand(DMatrixRMaj x) {
            return vjp.apply(x, yBar(f.apply(x.copy())));
        }

        @Override
        public Shape shape(DMatrixRMaj x, DMatrixRMaj y) {
            return Shape.of(x);
        }

        /** Those of x ↦ ⟨ȳ, f(x)⟩. */
        @Override
        public List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom) {
            DMatrixRMaj yBar = yBar(y);
            List<Measurement> all = new ArrayList<>();
            for (int i = 0; i < x.getNumElements(); i++) {
                all.addAll(Claim.alongEntry(
                        z -> Claim.number(inner(yBar, f.apply(z[0]))), x, i, Claim.number(inner(yBar, y)), zoom));
            }
            return all;
        }

        @Override
        public DMatrixRMaj tape(UnaryOperator<Var> onVars, DMatrixRMaj x, DMatrixRMaj y) {
            return Autodiff.vjp(onVars, x, yBar(y));
        }

        @Override
        public int input(int entry, DMatrixRMaj x) {
            return entry;
        }

        @Override
        public int output(int entry, DMatrixRMaj x) {
            return -1;
        }

        @Override
        public String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names) {
            return "bar of " + Claim.inputName(x, entry, names);
        }

        private static DMatrixRMaj yBar(DMatrixRMaj y) {
            return new Directions().next(Shape.of(y));
        }

        private static double inner(DMatrixRMaj a, DMatrixRMaj b) {
            double sum = 0;
            for (int i = 0; i < a.getNumElements(); i++) {
                sum += a.data[i] * b.data[i];
            }
            return sum;
        }
    }
}
