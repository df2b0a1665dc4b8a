package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The larger and the smaller of two entries; they broadcast, a NaN gives NaN, and a tie shares the cotangent equally. */
public enum Extremes implements Primitive {
    /** y = max(a, b). */
    MAX(
            "max",
            Zip.MAX,
            Derivative.slope("ȳ ∘ [a > b]", 0, (a, b, y) -> share(a, b)),
            Derivative.slope("ȳ ∘ [b > a]", 1, (a, b, y) -> share(b, a))),
    /** y = min(a, b). */
    MIN(
            "min",
            Zip.MIN,
            Derivative.slope("ȳ ∘ [a < b]", 0, (a, b, y) -> share(b, a)),
            Derivative.slope("ȳ ∘ [b < a]", 1, (a, b, y) -> share(a, b))),
    /** y = 1 where a > b, ½ where equal, 0 where a < b; locally constant. */
    SHARE("share", Zip.SHARE);

    private final String label;
    private final Zip zip;
    private final List<Derivative> derivatives;

    Extremes(String label, Zip zip, Derivative... derivatives) {
        this.label = label;
        this.zip = zip;
        this.derivatives = List.of(derivatives);
    }

    /** The larger of each pair. */
    public static Var max(Var a, Var b) {
        return MAX.of(a, b);
    }

    /** The smaller of each pair. */
    public static Var min(Var a, Var b) {
        return MIN.of(a, b);
    }

    /**
     * min(max(x, low), high); the slope is 1 between the bounds, ½ on one, 0 beyond.
     *
     * @throws IllegalArgumentException unless low ≤ high
     */
    public static Var clamp(Var x, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clamp: low = " + low + " is not at most high = " + high);
        }
        return min(max(x, x.tape().constant(low)), x.tape().constant(high));
    }

    private static Var share(Var a, Var b) {
        return SHARE.of(a, b);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.broadcast(label, x[0], x[1]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        Kernels.active().zip(zip, x[0], x[1], y);
    }

    @Override
    public boolean isLocallyConstant() {
        return derivatives.isEmpty();
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
