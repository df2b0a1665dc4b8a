package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Verifies a hand-written N×N Hessian, N the number of entries of x in row-major order, and that it is symmetric. */
public final class HessianCheck {
    private final ToDoubleFunction<DMatrixRMaj> f;
    private final @Nullable UnaryOperator<DMatrixRMaj> gradient;

    private HessianCheck(ToDoubleFunction<DMatrixRMaj> f, @Nullable UnaryOperator<DMatrixRMaj> gradient) {
        this.f = f;
        this.gradient = gradient;
    }

    /** Of a function of a matrix. */
    public static HessianCheck of(ToDoubleFunction<DMatrixRMaj> f) {
        return new HessianCheck(f, null);
    }

    /**
     * Takes differences of {@code first} too, the gradient by hand, of the shape of x: they know more digits than second
     * differences of f, and are believed where the two agree.
     */
    public HessianCheck gradient(UnaryOperator<DMatrixRMaj> first) {
        return new HessianCheck(f, first);
    }

    /** Checks {@code hessian}, whose result is N×N. */
    public DerivativeCheck hand(UnaryOperator<DMatrixRMaj> hessian) {
        return new DerivativeCheck(
                manner -> new Second(f, gradient, hessian, new Claim.Manner(manner.seed(), Perturbation.ENTRIES)));
    }

    private record Second(
            ToDoubleFunction<DMatrixRMaj> f,
            @Nullable UnaryOperator<DMatrixRMaj> gradient,
            UnaryOperator<DMatrixRMaj> hessian,
            Manner manner)
            implements Claim {
        @Override
        public String kind() {
            return "Hessian";
        }

        @Override
        public String tested() {
            return "each pair of entries moved on its own, by second differences of f"
                    + (gradient == null ? "" : " and by differences of the gradient where these agree");
        }

        @Override
        public boolean isSymmetric() {
            return true;
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return Claim.number(f.applyAsDouble(x));
        }

        @Override
        public At at(DMatrixRMaj x, DMatrixRMaj y) {
            return new AtPoint(this, x);
        }

        private record AtPoint(Second claim, DMatrixRMaj x) implements At {
            @Override
            public List<DMatrixRMaj> hand() {
                return List.of(claim.hessian.apply(x.copy()));
            }

            @Override
            public Shape shape() {
                return new Shape(x.getNumElements(), x.getNumElements());
            }

            @Override
            public List<DMatrixRMaj> tape(UnaryOperator<Var> onVars) {
                return List.of(Autodiff.hessian(onVars, x));
            }

            @Override
            public double[] judged(List<DMatrixRMaj> derivative) {
                return GradientCheck.entries(derivative.get(0));
            }

            @Override
            public List<Measurement> differences(double zoom) {
                UnaryOperator<DMatrixRMaj> gradient = claim.gradient;
                if (gradient == null) {
                    return new SecondDifferences(claim.f, x, zoom).ofAllPairs();
                }
                // Second differences know the less, the smaller the step; here they only vouch for the gradient.
                List<Measurement> second = new SecondDifferences(claim.f, x, 1).ofAllPairs();
                List<Measurement> ofGradient = Partials.by(x, claim.manner)
                        .differences(
                                z -> gradient.apply(z[0]),
                                gradient.apply(x.copy()).copy(),
                                zoom);
                return IntStream.range(0, second.size())
                        .mapToObj(i -> second.get(i).refinedBy(ofGradient.get(i)))
                        .toList();
            }

            @Override
            public Shape block() {
                return shape();
            }

            @Override
            public int input(int i) {
                return i % x.getNumElements();
            }

            @Override
            public int output(int i) {
                return 0;
            }

            @Override
            public String name(int i, List<String> names) {
                int n = x.getNumElements();
                return "∂²/∂" + Claim.inputName(x, i / n, names) + "∂" + Claim.inputName(x, i % n, names);
            }
        }
    }
}
