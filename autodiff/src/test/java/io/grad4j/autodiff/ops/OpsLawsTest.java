package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.awayFromZero;
import static io.grad4j.autodiff.Matrices.dimensions;
import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.factors;
import static io.grad4j.autodiff.Matrices.matrices;
import static io.grad4j.autodiff.Matrices.ofShape;
import static io.grad4j.autodiff.Matrices.shapes;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;

/** The families sit the exam at drawn shapes and points. */
class OpsLawsTest {
    private static final int TRIES = 150;

    @Property(tries = 2 * TRIES)
    void functionsOfEachEntryObeyTheLaws(@ForAll Elementwise f, @ForAll("anyMatrix") DMatrixRMaj x) {
        PrimitiveLaws.examine(Specimen.of(f, insideTheDomain(f, x))).assertHold();
    }

    private static DMatrixRMaj insideTheDomain(Elementwise f, DMatrixRMaj x) {
        return switch (f) {
            case LOG, SQRT, LOG1P -> each(awayFromZero(x), Math::abs);
            case LOG1MEXP -> each(awayFromZero(x), entry -> -Math.abs(entry));
            case ASIN, ACOS -> each(x, entry -> Math.tanh(entry / 2));
            case RECIPROCAL, ABS, RELU, SIGN, STEP, IS_ZERO -> awayFromZero(x);
            case TAN -> each(x, entry -> Math.atan(entry));
            default -> x;
        };
    }

    @Property(tries = TRIES)
    void powersBroadcastByTheLaws(@ForAll("powers") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = 2 * TRIES)
    void theSoftmaxFamilyObeysTheLawsAlongAnyLines(@ForAll("softmaxes") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void trianglesAndDiagonalsObeyTheLaws(@ForAll("triangles") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void choleskyObeysTheLaws(@ForAll("positiveDefinite") DMatrixRMaj a) {
        PrimitiveLaws.examine(Specimen.of(Factorizations.CHOLESKY, a)).assertHold();
    }

    @Property(tries = TRIES)
    void triangularSolvesObeyTheLaws(@ForAll("solves") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void standardizeBroadcastsByTheLaws(@ForAll("standardize") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void whitenObeysTheLaws(@ForAll("whiten") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Provide
    Arbitrary<DMatrixRMaj> anyMatrix() {
        return matrices();
    }

    @Provide
    Arbitrary<DMatrixRMaj> positiveDefinite() {
        return Arbitraries.integers().between(0, 6).flatMap(Matrices::spd);
    }

    @Provide
    Arbitrary<Specimen> powers() {
        return shapes().flatMap(shape -> Combinators.combine(repeatable(shape), repeatable(shape))
                .as((a, b) -> Specimen.of(Pairwise.POW, each(awayFromZero(a), Math::abs), b)));
    }

    @Provide
    Arbitrary<Specimen> softmaxes() {
        Arbitrary<Function<Each, Primitive>> family = Arbitraries.of(List.<Function<Each, Primitive>>of(
                Softmaxes.LogSumExp::new, Softmaxes.Softmax::new, Softmaxes.LogSoftmax::new));
        return Combinators.combine(family, Arbitraries.of(Each.class), matrices())
                .as((member, each, x) -> Specimen.of(member.apply(each), unequal(x)));
    }

    /** Two equal logits have softmaxes without curvature, which rounded differences cannot decide. */
    private static DMatrixRMaj unequal(DMatrixRMaj x) {
        DMatrixRMaj moved = x.copy();
        for (int i = 0; i < moved.getNumElements(); i++) {
            moved.data[i] += 0.01 * i;
        }
        return moved;
    }

    @Provide
    Arbitrary<Specimen> triangles() {
        return Combinators.combine(Arbitraries.of(Triangles.class), dimensions())
                .flatAs((f, n) ->
                        ofShape(n, f == Triangles.DIAGONAL_MATRIX ? 1 : n).map(x -> Specimen.of(f, x)));
    }

    @Provide
    Arbitrary<Specimen> solves() {
        Arbitrary<Factorizations> kinds = Arbitraries.of(Factorizations.SOLVE_LOWER, Factorizations.SOLVE_LOWER_TRANS);
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 6), dimensions())
                .flatAs((kind, n, m) ->
                        Combinators.combine(factors(n), ofShape(n, m)).as((l, b) -> Specimen.of(kind, l, b)));
    }

    @Provide
    Arbitrary<Specimen> standardize() {
        return shapes().flatMap(shape -> Combinators.combine(
                        ofShape(shape.rows(), shape.cols()), repeatable(shape), repeatable(shape))
                .as((x, mu, s) -> Specimen.of(Gaussians.STANDARDIZE, x, mu, each(awayFromZero(s), Math::abs))));
    }

    @Provide
    Arbitrary<Specimen> whiten() {
        return Combinators.combine(dimensions(), Arbitraries.integers().between(0, 5), Arbitraries.of(true, false))
                .flatAs((m, d, perRow) -> Combinators.combine(ofShape(m, d), ofShape(perRow ? m : 1, d), factors(d))
                        .as((x, mu, l) ->
                                Specimen.of(Gaussians.WHITEN, x, mu, l).along(2, Matrices::lower)));
    }

    /** Matrices of a shape, or of one that broadcasts to it. */
    private static Arbitrary<DMatrixRMaj> repeatable(Shape shape) {
        return Combinators.combine(Arbitraries.of(1, shape.rows()), Arbitraries.of(1, shape.cols()))
                .flatAs(Matrices::ofShape);
    }
}
