package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Verifies a hand-written gradient ∇f, of the shape of x.
 *
 * <p>{@code GradientCheck.of(f).hand(g).over(Domain.positive()).points(200).seed(42).assertRight()}.
 */
public final class GradientCheck {
    private final ToDoubleFunction<DMatrixRMaj> f;

    private GradientCheck(ToDoubleFunction<DMatrixRMaj> f) {
        this.f = f;
    }

    /** Of a function of a matrix. */
    public static GradientCheck of(ToDoubleFunction<DMatrixRMaj> f) {
        return new GradientCheck(f);
    }

    /** Of a function of the entries of a vector. */
    public static GradientCheck ofArray(ToDoubleFunction<double[]> f) {
        return new GradientCheck(x -> f.applyAsDouble(entries(x)));
    }

    /** Checks {@code gradient}, whose result has the shape of x. */
    public DerivativeCheck hand(UnaryOperator<DMatrixRMaj> gradient) {
        return new DerivativeCheck(manner -> new OfScalar(f, gradient, manner));
    }

    /** Checks {@code gradient}, one number for each entry of x in row-major order. */
    public DerivativeCheck handArray(UnaryOperator<double[]> gradient) {
        return hand(x -> {
            double[] g = gradient.apply(entries(x));
            return g.length == x.getNumElements()
                    ? new DMatrixRMaj(x.numRows, x.numCols, true, g)
                    : new DMatrixRMaj(g.length, 1, true, g);
        });
    }

    static double[] entries(DMatrixRMaj x) {
        return Arrays.copyOf(x.data, x.getNumElements());
    }

    /** By entries of x, of a function with a single value. */
    private record OfScalar(ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> gradient, Manner manner)
            implements Claim {
        @Override
        public String kind() {
            return "gradient";
        }

        @Override
        public String tested() {
            return manner.perturbation().sentence();
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return Claim.number(f.applyAsDouble(x));
        }

        @Override
        public At at(DMatrixRMaj x, DMatrixRMaj y) {
            return new AtPoint(this, x, y, Partials.by(x, manner));
        }

        private record AtPoint(OfScalar claim, DMatrixRMaj x, DMatrixRMaj y, Partials partials) implements At {
            @Override
            public List<DMatrixRMaj> hand() {
                return List.of(claim.gradient.apply(x.copy()));
            }

            @Override
            public Shape shape() {
                return Shape.of(x);
            }

            @Override
            public List<DMatrixRMaj> tape(UnaryOperator<Var> onVars) {
                return List.of(claim.manner.perturbation().projected(Autodiff.gradient(onVars, x)));
            }

            @Override
            public double[] judged(List<DMatrixRMaj> derivative) {
                return partials.of(derivative);
            }

            @Override
            public List<Measurement> differences(double zoom) {
                return partials.differences(z -> claim.value(z[0]), y, zoom);
            }

            @Override
            public Shape block() {
                return partials.areEntries() ? Shape.of(x) : new Shape(0, 0);
            }

            @Override
            public int input(int i) {
                return partials.move(i).unit();
            }

            @Override
            public int output(int i) {
                return 0;
            }

            @Override
            public String name(int i, List<String> names) {
                return partials.name(i, names);
            }
        }
    }
}
