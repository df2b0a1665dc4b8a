package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Verifies a hand-written x̄ = Jᵀ·ȳ, the backward pass of a layer, for unit and for generic ȳ.
 *
 * <p>A fault in any one entry of x̄, or of the J behind it, shows; of more than 16 entries of f(x) a sample has a ȳ of its own,
 * and the generic ȳ tell of all.
 */
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
        return new DerivativeCheck(manner -> new Backward(f, vjp, manner));
    }

    private record Backward(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> vjp, Manner manner)
            implements Claim {
        @Override
        public String kind() {
            return "vjp";
        }

        @Override
        public String tested() {
            return manner.perturbation().sentence() + "; ȳ is " + Move.SOME + manner.seed();
        }

        @Override
        public DMatrixRMaj value(DMatrixRMaj x) {
            return f.apply(x).copy();
        }

        @Override
        public At at(DMatrixRMaj x, DMatrixRMaj y) {
            List<Move> cotangents = Move.some(Perturbation.ENTRIES, y, manner.seed());
            return new AtPoint(this, x, y, cotangents, Partials.by(x, manner));
        }

        private record AtPoint(Backward claim, DMatrixRMaj x, DMatrixRMaj y, List<Move> cotangents, Partials partials)
                implements At {
            @Override
            public List<DMatrixRMaj> hand() {
                return eachCotangent(yBar -> claim.vjp.apply(x.copy(), yBar.copy()));
            }

            @Override
            public Shape shape() {
                return Shape.of(x);
            }

            @Override
            public List<DMatrixRMaj> tape(UnaryOperator<Var> onVars) {
                Perturbation perturbation = claim.manner.perturbation();
                return eachCotangent(yBar -> perturbation.projected(Autodiff.vjp(onVars, x, yBar)));
            }

            private List<DMatrixRMaj> eachCotangent(UnaryOperator<DMatrixRMaj> vjp) {
                return cotangents.stream()
                        .map(yBar -> vjp.apply(yBar.direction()).copy())
                        .toList();
            }

            @Override
            public double[] judged(List<DMatrixRMaj> derivative) {
                return partials.of(derivative);
            }

            /** Those of ⟨ȳ, f(x)⟩ for each ȳ. */
            @Override
            public List<Measurement> differences(double zoom) {
                return partials.differences(z -> contracted(claim.f.apply(z[0])), contracted(y), zoom);
            }

            private DMatrixRMaj contracted(DMatrixRMaj value) {
                double[] products =
                        cotangents.stream().mapToDouble(yBar -> yBar.of(value)).toArray();
                return new DMatrixRMaj(products.length, 1, true, products);
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
                return cotangents.get(i / partials.size()).unit();
            }

            @Override
            public String name(int i, List<String> names) {
                return "bar of " + partials.name(i, names);
            }

            @Override
            public String direction(int i) {
                return " for ȳ = " + cotangents.get(i / partials.size()).name();
            }
        }
    }
}
