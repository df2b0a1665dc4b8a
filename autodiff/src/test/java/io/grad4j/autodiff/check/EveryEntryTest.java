package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Matrices;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** A fault in any one entry is found, in whatever direction it shows. */
class EveryEntryTest {
    /** W·sin x, with entries of W from 1e-6 to 1: the small ones are lost in a sum with the others. */
    private record Layer(DMatrixRMaj w, DMatrixRMaj x, int row, int col) {
        static Layer drawn(int rows, int cols, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            DMatrixRMaj sizes = new DMatrixRMaj(rows, cols);
            DMatrixRMaj w = Matrices.each(sizes, zero -> Math.pow(10, -6 * random.nextDouble()));
            return new Layer(w, Matrices.generic(cols, 1, seed), random.nextInt(rows), random.nextInt(cols));
        }

        DMatrixRMaj value(DMatrixRMaj z) {
            return CommonOps_DDRM.mult(w, Matrices.each(z, Math::sin), null);
        }

        DMatrixRMaj jacobian(DMatrixRMaj z) {
            DMatrixRMaj j = w.copy();
            for (int i = 0; i < j.getNumElements(); i++) {
                j.data[i] *= Math.cos(z.data[i % j.numCols]);
            }
            return j;
        }

        /** With one entry of the Jacobian a percent off. */
        DMatrixRMaj faulty(DMatrixRMaj z) {
            DMatrixRMaj j = jacobian(z);
            j.set(row, col, 1.01 * j.get(row, col));
            return j;
        }

        CheckReport vjp(UnaryOperator<DMatrixRMaj> jacobian) {
            return VjpCheck.of(this::value)
                    .hand((z, yBar) -> CommonOps_DDRM.multTransA(jacobian.apply(z), yBar, null))
                    .at(x)
                    .report();
        }

        CheckReport jvp(UnaryOperator<DMatrixRMaj> jacobian) {
            return JvpCheck.of(this::value)
                    .hand((z, zDot) -> CommonOps_DDRM.mult(jacobian.apply(z), zDot, null))
                    .at(x)
                    .report();
        }
    }

    @Property(tries = 15)
    void aFaultInAnyEntryOfTheJacobianBehindAVjpIsFound(
            @ForAll @IntRange(min = 1, max = 16) int rows,
            @ForAll @IntRange(min = 1, max = 5) int cols,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Layer layer = Layer.drawn(rows, cols, seed);
        assertThat(layer.vjp(layer::jacobian).verdict()).isNotEqualTo(Verdict.WRONG);
        assertNamed(
                layer.vjp(layer::faulty),
                "bar of x" + (cols == 1 ? "" : "[" + layer.col + "]"),
                "ȳ = e" + (rows == 1 ? "" : "[" + layer.row + "]"));
    }

    @Property(tries = 15)
    void aFaultInAnyEntryOfTheJacobianBehindAJvpIsFound(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 16) int cols,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Layer layer = Layer.drawn(rows, cols, seed);
        assertThat(layer.jvp(layer::jacobian).verdict()).isNotEqualTo(Verdict.WRONG);
        assertNamed(
                layer.jvp(layer::faulty),
                "dot of y" + (rows == 1 ? "" : "[" + layer.row + "]"),
                "ẋ = e" + (cols == 1 ? "" : "[" + layer.col + "]"));
    }

    /** All that is wrong is this entry, and it is wrong in this direction. */
    private static void assertNamed(CheckReport report, String entry, String direction) {
        assertThat(report.judgements())
                .filteredOn(j -> j.verdict() == Verdict.WRONG)
                .allMatch(j -> j.entry().startsWith(entry + " for "))
                .anyMatch(j -> j.entry().equals(entry + " for " + direction));
    }

    @Property(tries = 5)
    void aDroppedEntryOfManyIsFoundByTheGenericDirections(
            @ForAll @IntRange(min = 20, max = 60) int n, @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        int dropped = new SplittableRandom(seed).nextInt(n);
        DMatrixRMaj x = Matrices.generic(n, 1, seed);
        UnaryOperator<DMatrixRMaj> squares = z -> Matrices.each(z, e -> e * e);
        assertThat(JvpCheck.of(squares)
                        .hand((z, zDot) -> product(z, without(zDot, dropped)))
                        .at(x)
                        .report()
                        .verdict())
                .isEqualTo(Verdict.WRONG);
        assertThat(VjpCheck.of(squares)
                        .hand((z, yBar) -> product(z, without(yBar, dropped)))
                        .at(x)
                        .report()
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    /** 2·z ∘ v. */
    private static DMatrixRMaj product(DMatrixRMaj z, DMatrixRMaj v) {
        CommonOps_DDRM.elementMult(v, z, v);
        CommonOps_DDRM.scale(2, v);
        return v;
    }

    private static DMatrixRMaj without(DMatrixRMaj v, int entry) {
        v.data[entry] = 0;
        return v;
    }

    @Test
    void aVjpThatTakesOnlyTheSignOfItsCotangentIsFoundByTheGenericOnes() {
        CheckReport report = VjpCheck.of(x -> Matrices.each(x, e -> e * e))
                .hand((x, yBar) -> product(x, Matrices.each(yBar, Math::signum)))
                .at(1, 2)
                .report();
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.judgements())
                .filteredOn(j -> j.entry().contains("ȳ = e["))
                .allMatch(j -> j.verdict() == Verdict.RIGHT);
        assertThat(report.worstFirst().get(0).entry()).matches("bar of x\\[\\d] for ȳ = \\(-?\\d.*\\)");
    }

    @Test
    void anotherSeedGivesOtherDirections() {
        assertThat(tangents(1)).isEqualTo(tangents(1)).isNotEqualTo(tangents(2));
    }

    private static String tangents(long seed) {
        return JvpCheck.of(x -> x)
                .hand((x, xDot) -> xDot)
                .at(1, 2)
                .seed(seed)
                .report()
                .judgements()
                .toString();
    }

    @Test
    void aMatrixWithoutEntriesHasNothingToJudge() {
        DMatrixRMaj none = new DMatrixRMaj(0, 3);
        assertThat(VjpCheck.of(x -> x).hand((x, yBar) -> yBar).at(none).report().judgements())
                .isEmpty();
        assertThat(JvpCheck.of(x -> x).hand((x, xDot) -> xDot).at(none).report().judgements())
                .isEmpty();
        assertThat(JacobianCheck.of(x -> x)
                        .hand(x -> new DMatrixRMaj(0, 0))
                        .at(none)
                        .report()
                        .judgements())
                .isEmpty();
    }
}
