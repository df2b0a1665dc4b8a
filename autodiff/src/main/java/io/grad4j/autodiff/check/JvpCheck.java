package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Verifies a hand-written ẏ = J·ẋ at a generic ẋ. */
public final class JvpCheck {
    private final UnaryOperator<DMatrixRMaj> f;

    private JvpCheck(UnaryOperator<DMatrixRMaj> f) {
        this.f = f;
    }

    /** Of a function of a matrix. */
    public static JvpCheck of(UnaryOperator<DMatrixRMaj> f) {
        return new JvpCheck(f);
    }

    /** Checks {@code jvp}, which takes x and ẋ and gives ẏ of the shape of f(x). */
    public DerivativeCheck hand(BinaryOperator<DMatrixRMaj> jvp) {
        return new DerivativeCheck(new Forward(f, jvp));
    }

    private record Forward(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> jvp) implements Claim {
        @Override
        public String kind() {
            return "jvp";
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x);
        }

        @Override
        public DMatrixRMaj hand(DMatrixRMaj x) {
            return jvp.apply(x, xDot(x));
        }

        @Override
        public Shape shape(DMatrixRMaj x, DMatrixRMaj y) {
            return Shape.of(y);
        }

        @Override
        public List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom) {
            return Differences.measured(
                    z -> f.apply(z[0]), new DMatrixRMaj[] {x}, new DMatrixRMaj[] {xDot(x)}, y, zoom);
        }

        @Override
        public DMatrixRMaj tape(UnaryOperator<Var> onVars, DMatrixRMaj x, DMatrixRMaj y) {
            return Autodiff.jvp(onVars, x, xDot(x));
        }

        @Override
        public int input(int entry, DMatrixRMaj x) {
            return -1;
        }

        @Override
        public int output(int entry, DMatrixRMaj x) {
            return entry;
        }

        @Override
        public String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names) {
            return "dot of " + Claim.entry("y", y, entry);
        }

        private static DMatrixRMaj xDot(DMatrixRMaj x) {
            return new Directions().next(Shape.of(x));
        }
    }
}
