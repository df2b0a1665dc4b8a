package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Verifies a hand-written gradient ∇f, in which each entry of x moves on its own.
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
        return new DerivativeCheck(new OfScalar(f, gradient));
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
    private record OfScalar(ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> gradient) implements Claim {
        @Override
        public String kind() {
            return "gradient";
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return Claim.number(f.applyAsDouble(x));
        }

        @Override
        public DMatrixRMaj hand(DMatrixRMaj x) {
            return gradient.apply(x);
        }

        @Override
        public Shape shape(DMatrixRMaj x, DMatrixRMaj y) {
            return Shape.of(x);
        }

        @Override
        public List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom) {
            List<Measurement> all = new ArrayList<>();
            for (int i = 0; i < x.getNumElements(); i++) {
                all.addAll(Claim.alongEntry(z -> value(z[0]), x, i, y, zoom));
            }
            return all;
        }

        @Override
        public DMatrixRMaj tape(UnaryOperator<Var> onVars, DMatrixRMaj x, DMatrixRMaj y) {
            return Autodiff.gradient(onVars, x);
        }

        @Override
        public int input(int entry, DMatrixRMaj x) {
            return entry;
        }

        @Override
        public int output(int entry, DMatrixRMaj x) {
            return 0;
        }

        @Override
        public String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names) {
            return Claim.inputName(x, entry, names);
        }
    }
}
