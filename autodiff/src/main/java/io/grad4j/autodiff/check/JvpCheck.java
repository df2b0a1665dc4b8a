package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Verifies a hand-written ẏ = J·ẋ for unit and for generic ẋ.
 *
 * <p>A fault in any one entry of ẏ, or of the J behind it, shows; of more than 16 entries of x a sample has an ẋ of its own, and
 * the generic ẋ tell of all.
 */
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
        return new DerivativeCheck(manner -> new Forward(f, jvp, manner));
    }

    private record Forward(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> jvp, Manner manner)
            implements Claim {
        @Override
        public String kind() {
            return "jvp";
        }

        @Override
        public String tested() {
            return manner.perturbation().sentence() + "; ẋ is " + Move.SOME + manner.seed();
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x).copy();
        }

        @Override
        public At at(DMatrixRMaj x, DMatrixRMaj y) {
            return new AtPoint(this, x, y, Move.some(manner.perturbation(), x, manner.seed()));
        }

        private record AtPoint(Forward claim, DMatrixRMaj x, DMatrixRMaj y, List<Move> tangents) implements At {
            @Override
            public List<DMatrixRMaj> hand() {
                return eachTangent(xDot -> claim.jvp.apply(x.copy(), xDot.copy()));
            }

            @Override
            public Shape shape() {
                return Shape.of(y);
            }

            @Override
            public List<DMatrixRMaj> tape(UnaryOperator<Var> onVars) {
                return eachTangent(xDot -> Autodiff.jvp(onVars, x, xDot));
            }

            private List<DMatrixRMaj> eachTangent(UnaryOperator<DMatrixRMaj> jvp) {
                return tangents.stream()
                        .map(xDot -> jvp.apply(xDot.direction()).copy())
                        .toList();
            }

            @Override
            public double[] judged(List<DMatrixRMaj> derivative) {
                return derivative.stream()
                        .flatMapToDouble(yDot -> Arrays.stream(GradientCheck.entries(yDot)))
                        .toArray();
            }

            @Override
            public List<Measurement> differences(double zoom) {
                List<Measurement> all = new ArrayList<>();
                for (Move xDot : tangents) {
                    all.addAll(Differences.measured(
                            z -> claim.f.apply(z[0]),
                            new DMatrixRMaj[] {x},
                            new DMatrixRMaj[] {xDot.direction()},
                            y,
                            zoom));
                }
                return all;
            }

            @Override
            public Shape block() {
                return Shape.of(y);
            }

            @Override
            public int input(int i) {
                return tangents.get(i / y.getNumElements()).unit();
            }

            @Override
            public int output(int i) {
                return i % y.getNumElements();
            }

            @Override
            public String name(int i, List<String> names) {
                return "dot of " + Claim.entry("y", y, output(i));
            }

            @Override
            public String direction(int i) {
                return " for ẋ = " + tangents.get(i / y.getNumElements()).name();
            }
        }
    }
}
