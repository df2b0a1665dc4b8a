package io.grad4j.autodiff.ops;

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
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Pairs, reductions, pieces, solves and spectra sit the exam at drawn shapes and points. */
class FamilyLawsTest {
    private static final int TRIES = 150;

    @Property(tries = TRIES)
    void functionsOfPairsBroadcastByTheLaws(@ForAll("pairs") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = 2 * TRIES)
    void reductionsObeyTheLawsAlongAnyLines(@ForAll("reductions") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = 2 * TRIES)
    void piecesObeyTheLaws(@ForAll("pieces") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void solvesAndDeterminantsObeyTheLaws(@ForAll("solves") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void spectraOfSeparateEigenvaluesObeyTheLaws(@ForAll("spectra") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void separateSingularValuesObeyTheLaws(@ForAll("singular") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Provide
    Arbitrary<Specimen> pairs() {
        Arbitrary<Pairwise> anywhere =
                Arbitraries.of(Pairwise.MAX, Pairwise.MIN, Pairwise.DIVERGENCE_TERMS, Pairwise.EXP_TIMES_DIFFERENCE);
        Arbitrary<Specimen> apart = shapes().flatMap(
                        shape -> Combinators.combine(anywhere, repeatable(shape), repeatable(shape))
                                .as((f, a, b) -> Specimen.of(f, grid(a, 0.2), grid(b, 0.3))));
        Arbitrary<Specimen> ratios = shapes().flatMap(shape -> Combinators.combine(repeatable(shape), repeatable(shape))
                .as((a, b) -> Specimen.of(Pairwise.LOG_RATIO, each(a, Math::exp), each(b, Math::exp))));
        return Arbitraries.oneOf(apart, ratios);
    }

    /** Entries a distance from 0 and from those of another offset that no difference step crosses. */
    private static DMatrixRMaj grid(DMatrixRMaj x, double offset) {
        return each(x, entry -> Math.rint(2 * entry) / 2 + offset);
    }

    @Provide
    Arbitrary<Specimen> reductions() {
        Arbitrary<Function<Each, Primitive>> family = Arbitraries.of(List.<Function<Each, Primitive>>of(
                Reductions.Maximum::new,
                Reductions.Norm::new,
                each -> new Reductions.CumulativeSum(each, true),
                each -> new Reductions.CumulativeSum(each, false)));
        return Combinators.combine(family, Arbitraries.of(Each.class), matrices())
                .as((member, each, x) -> Specimen.of(member.apply(each), apart(x)));
    }

    /** The drawn order with gaps of 1 around 0.3, the smallest entry: steps by its scale cross neither 0 nor another entry. */
    private static DMatrixRMaj apart(DMatrixRMaj x) {
        List<Integer> order = IntStream.range(0, x.getNumElements())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x.data[i]))
                .toList();
        DMatrixRMaj moved = x.createLike();
        for (int rank = 0; rank < order.size(); rank++) {
            moved.data[order.get(rank)] = rank - order.size() / 2 + 0.3;
        }
        return moved;
    }

    @Provide
    Arbitrary<Specimen> pieces() {
        return matrices()
                .flatMap(x -> Arbitraries.oneOf(
                        slices(x), places(x), stacks(x), gathers(x), scatters(x), Arbitraries.of(reshaped(x))));
    }

    private static Arbitrary<Specimen> slices(DMatrixRMaj x) {
        return Combinators.combine(range(x.numRows), range(x.numCols))
                .as((r, c) -> Specimen.of(new Shaping.Slice(r[0], r[1], c[0], c[1]), x));
    }

    /** A first number and an end, 0 ≤ first ≤ end ≤ n. */
    private static Arbitrary<int[]> range(int n) {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, n);
        return Combinators.combine(number, number).as((a, b) -> new int[] {Math.min(a, b), Math.max(a, b)});
    }

    private static Arbitrary<Specimen> places(DMatrixRMaj x) {
        Arbitrary<Integer> margin = Arbitraries.integers().between(0, 3);
        return Combinators.combine(margin, margin, margin, margin)
                .as((above, left, below, right) -> Specimen.of(
                        new Shaping.Place(above, left, new Shape(above + x.numRows + below, left + x.numCols + right)),
                        x));
    }

    private static Arbitrary<Specimen> stacks(DMatrixRMaj x) {
        return Combinators.combine(Arbitraries.of(true, false), dimensions()).flatAs((sideBySide, n) -> {
            Arbitrary<DMatrixRMaj> other = sideBySide ? ofShape(x.numRows, n) : ofShape(n, x.numCols);
            return other.map(second -> Specimen.of(new Shaping.Stack(sideBySide), x, second, x));
        });
    }

    private static Arbitrary<Specimen> gathers(DMatrixRMaj x) {
        int size = x.numRows == 0 ? 0 : 8;
        return Arbitraries.integers()
                .between(0, Math.max(0, x.numRows - 1))
                .list()
                .ofMaxSize(size)
                .map(numbers -> Specimen.of(new Shaping.GatherRows(numbers(numbers)), x));
    }

    private static Numbers numbers(List<Integer> numbers) {
        return Numbers.of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Arbitrary<Specimen> scatters(DMatrixRMaj x) {
        return Arbitraries.integers().between(1, 8).flatMap(rows -> Arbitraries.integers()
                .between(0, rows - 1)
                .list()
                .ofSize(x.numRows)
                .map(numbers -> Specimen.of(new Shaping.ScatterRows(rows, numbers(numbers)), x)));
    }

    private static Specimen reshaped(DMatrixRMaj x) {
        return Specimen.of(new Shaping.Reshape(new Shape(x.numCols, x.numRows)), x);
    }

    @Provide
    Arbitrary<Specimen> solves() {
        Arbitrary<Specimen> ofOne = Combinators.combine(
                        Arbitraries.of(Solves.DET, Solves.COFACTORS, Solves.LOG_ABS_DET), sizes())
                .as(Tuple::of)
                // Cofactors of 2×2 and less are linear: by rounded differences their curvature, 0, cannot be decided.
                .filter(drawn -> drawn.get1() != Solves.COFACTORS || drawn.get2() > 2)
                .flatMap(drawn -> regular(drawn.get2()).map(a -> Specimen.of(drawn.get1(), a)));
        Arbitrary<Specimen> systems = Combinators.combine(sizes(), dimensions())
                .flatAs((n, m) ->
                        Combinators.combine(regular(n), ofShape(n, m)).as((a, b) -> Specimen.of(Solves.SOLVE, a, b)));
        return Arbitraries.oneOf(ofOne, systems);
    }

    private static Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(0, 5);
    }

    /** L·Uᵀ of two factors, far from singular. */
    private static Arbitrary<DMatrixRMaj> regular(int n) {
        return Combinators.combine(factors(n), factors(n)).as((l, u) -> productTransB(l, u));
    }

    @Provide
    Arbitrary<Specimen> spectra() {
        return Combinators.combine(Arbitraries.of(Spectra.EIGENVALUES, Spectra.EIGENVECTORS), sizes())
                .flatAs((f, n) -> orthogonal(n).map(q -> {
                    DMatrixRMaj scaled = product(q, ladder(n, -1.5));
                    return Specimen.of(f, productTransB(scaled, q));
                }));
    }

    @Provide
    Arbitrary<Specimen> singular() {
        return Combinators.combine(
                        Arbitraries.of(Singular.class),
                        // Of 1×1 it is linear, |a|.
                        Arbitraries.integers().between(2, 5),
                        Arbitraries.integers().between(0, 2))
                .flatAs((f, n, more) -> Combinators.combine(orthogonal(n + more), orthogonal(n))
                        .as((u, v) -> {
                            DMatrixRMaj left = new DMatrixRMaj(n + more, n);
                            for (int i = 0; i < n + more; i++) {
                                System.arraycopy(u.data, i * (n + more), left.data, i * n, n);
                            }
                            DMatrixRMaj scaled = product(left, ladder(n, 0.7));
                            return Specimen.of(f, productTransB(scaled, v));
                        }));
    }

    /** first, first + 1, …, on the diagonal. */
    private static DMatrixRMaj ladder(int n, double first) {
        DMatrixRMaj d = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            d.set(i, i, first + i);
        }
        return d;
    }

    /** Rotations by less than half a radian, so that each column keeps one entry much larger than the others, and with it its sign. */
    private static Arbitrary<DMatrixRMaj> orthogonal(int n) {
        return ofShape(1, n).map(drawn -> {
            DMatrixRMaj ones = each(drawn, entry -> 1);
            DMatrixRMaj near = each(drawn, entry -> 1 + 0.07 * entry);
            return product(reflection(ones), reflection(near));
        });
    }

    /** I - 2·vᵀ·v/‖v‖² for a row v. */
    private static DMatrixRMaj reflection(DMatrixRMaj v) {
        DMatrixRMaj reflection = CommonOps_DDRM.identity(v.numCols);
        double squares = 0;
        for (int i = 0; i < v.numCols; i++) {
            squares += v.data[i] * v.data[i];
        }
        for (int i = 0; i < v.numCols; i++) {
            for (int j = 0; j < v.numCols; j++) {
                reflection.add(i, j, -2 * v.data[i] * v.data[j] / squares);
            }
        }
        return reflection;
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        return Matrices.evaluated(x -> x.mult(x.tape().constant(b)), a);
    }

    private static DMatrixRMaj productTransB(DMatrixRMaj a, DMatrixRMaj b) {
        return Matrices.evaluated(x -> x.multTransB(x.tape().constant(b)), a);
    }

    /** Matrices of a shape, or of one that broadcasts to it. */
    private static Arbitrary<DMatrixRMaj> repeatable(Shape shape) {
        return Combinators.combine(Arbitraries.of(1, shape.rows()), Arbitraries.of(1, shape.cols()))
                .flatAs(Matrices::ofShape);
    }
}
