package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Matrices;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void aRightGradientHasNoDiagnosis() {
        assertThat(ofCubes(g -> g)).isEmpty();
    }

    @Test
    void noRightGradientOfTheExamHasADiagnosis() {
        for (KnownGradient known : KnownGradients.all()) {
            CheckReport report = GradientCheck.of(known.f())
                    .hand(known.gradient())
                    .over(known.domain())
                    .shape(known.shape().rows(), known.shape().cols())
                    .points(8)
                    .report();
            assertThat(report.diagnoses()).as(known.name()).isEmpty();
            assertThat(report.count(Verdict.WRONG)).as(known.name()).isZero();
        }
    }

    @Test
    void aTransposeOfTheJacobianBehindAVjpIsFoundAndSoIsOneEntryOfIt() {
        assertThat(VjpCheck.of(x -> CommonOps_DDRM.mult(x, x, null))
                        .hand((x, yBar) -> {
                            DMatrixRMaj xBar = CommonOps_DDRM.multTransB(yBar, x, null);
                            CommonOps_DDRM.multAddTransA(x, yBar, xBar);
                            return CommonOps_DDRM.transpose(xBar, null);
                        })
                        .shape(2, 2)
                        .points(10)
                        .report()
                        .diagnoses())
                .containsExactly("transposed");
        assertThat(VjpCheck.of(x -> Matrices.each(x, e -> e * e))
                        .hand((x, yBar) -> changed(scaled(2, CommonOps_DDRM.elementMult(x, yBar, null)), 1, 0))
                        .shape(3, 1)
                        .points(10)
                        .report()
                        .diagnoses())
                .containsExactly("only the entry bar of x[1] is wrong: yours is 0");
    }

    @Test
    void theSignIsFound() {
        assertThat(ofCubes(g -> scaled(-1, g))).containsExactly("the wrong sign");
    }

    @Test
    void aFactorTwoIsFound() {
        assertThat(ofCubes(g -> scaled(2, g))).containsExactly("a factor 2 too many");
        assertThat(ofCubes(g -> scaled(0.5, g))).containsExactly("a factor 2 missing");
    }

    @Test
    void aFactorOfNoMeaningIsMeasured() {
        assertThat(ofCubes(g -> scaled(1.01, g))).containsExactly("yours is 1.01 times the expected");
    }

    @Test
    void aSumForAMeanIsFound() {
        assertThat(ofCubes(g -> scaled(g.getNumElements(), g)))
                .containsExactly("a factor n too many, the number of entries of x (a sum for a mean)");
        assertThat(ofCubes(g -> scaled(1.0 / g.getNumElements(), g)))
                .containsExactly("a factor n missing, the number of entries of x (a mean for a sum)");
    }

    @Test
    void aMissingOneIsFound() {
        CheckReport report = GradientCheck.ofArray(DiagnosisTest::entropy)
                .handArray(p -> Matrices.entries(Matrices.each(new DMatrixRMaj(p.length, 1, true, p), Math::log)))
                .over(Domain.simplex())
                .dimensions(2, 3, 5)
                .points(30)
                .report();
        assertThat(report.diagnoses()).containsExactly("an additive +1.0 missing");
    }

    private static double entropy(double... p) {
        double sum = 0;
        for (double each : p) {
            sum += each * Math.log(each);
        }
        return sum;
    }

    @Test
    void aTransposeIsFound() {
        assertThat(ofTrace(g -> CommonOps_DDRM.transpose(g, null), 3, 3)).containsExactly("transposed");
        assertThat(ofWeighted(
                        g -> new DMatrixRMaj(
                                2,
                                3,
                                true,
                                CommonOps_DDRM.transpose(g, null).data.clone()),
                        2,
                        3))
                .containsExactly("transposed");
    }

    @Test
    void theSymmetricConventionIsFound() {
        assertThat(ofLogDet(2)).singleElement().asString().startsWith("off-diagonal entries doubled");
        assertThat(ofLogDet(0.5)).singleElement().asString().startsWith("off-diagonal entries halved");
    }

    @Test
    void aDroppedEntryIsFound() {
        assertThat(ofCubes(g -> changed(g, 0, 0))).contains("only the entry x[0] is wrong: yours is 0");
    }

    @Test
    void aDroppedLastEntryIsFoundThoughTheDimensionIsSwept() {
        assertThat(ofCubes(g -> changed(g, g.getNumElements() - 1, 0)))
                .containsExactly("only the entry that is the last is wrong: yours is 0");
    }

    @Test
    void aMissingChainFactorIsFound() {
        assertThat(GradientCheck.ofArray(x -> Math.exp(x[0] * x[0] + x[1]))
                        .handArray(x -> new double[] {2 * x[0], 1})
                        .over(Domain.box(0.2, 1))
                        .dimensions(2)
                        .report()
                        .diagnoses())
                .containsExactly("a chain factor missing, equal to the value of f");
        assertThat(ofCubes(g -> Matrices.each(g, e -> Math.sqrt(3 * Math.abs(e)))))
                .containsExactly("a chain factor missing, equal to the input it is taken by");
        assertThat(GradientCheck.ofArray(x -> x[0] * Math.sin(x[0] * x[1]))
                        .handArray(x -> new double[] {
                            Math.sin(x[0] * x[1]) + x[0] * x[1] * Math.cos(x[0] * x[1]), x[0] * Math.cos(x[0] * x[1])
                        })
                        .over(Domain.box(0.2, 1))
                        .dimensions(2)
                        .report()
                        .diagnoses())
                .containsExactly("only the entry x[1] is wrong: a chain factor missing, equal to input 0");
    }

    @Test
    void aFaultOfNoPatternHasNoDiagnosis() {
        assertThat(ofCubes(g -> Matrices.each(g, e -> e + Math.sin(1e3 * e)))).isEmpty();
        assertThat(ofCubes(g -> Matrices.each(g, e -> e > 1 ? -e : e))).isEmpty();
    }

    @Test
    void whatHoldsAtTheGivenPointAloneIsNotOffered() {
        assertThat(GradientCheck.ofArray(x -> x[0] * x[0] * x[0])
                        .handArray(x -> new double[] {-24 * x[0] + 18 * Math.sin(x[0] - 2) + 36})
                        .at(2)
                        .report()
                        .diagnoses())
                .isEmpty();
    }

    private static List<String> ofCubes(UnaryOperator<DMatrixRMaj> fault) {
        return GradientCheck.of(x -> sum(Matrices.each(x, e -> e * e * e)))
                .hand(x -> fault.apply(Matrices.each(x, e -> 3 * e * e)))
                .over(Domain.positive())
                .dimensions(2, 3, 5)
                .points(30)
                .report()
                .diagnoses();
    }

    /** Of Σ wᵢ·xᵢ³ with w = 1, 2, …. */
    private static List<String> ofWeighted(UnaryOperator<DMatrixRMaj> fault, int rows, int cols) {
        return GradientCheck.of(x -> sum(weighted(Matrices.each(x, e -> e * e * e))))
                .hand(x -> fault.apply(weighted(Matrices.each(x, e -> 3 * e * e))))
                .over(Domain.any())
                .shape(rows, cols)
                .points(30)
                .report()
                .diagnoses();
    }

    private static DMatrixRMaj weighted(DMatrixRMaj x) {
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] *= i + 1;
        }
        return x;
    }

    /** Of tr X³, whose gradient is 3(X²)ᵀ. */
    private static List<String> ofTrace(UnaryOperator<DMatrixRMaj> fault, int rows, int cols) {
        return GradientCheck.of(
                        x -> CommonOps_DDRM.trace(CommonOps_DDRM.mult(x, CommonOps_DDRM.mult(x, x, null), null)))
                .hand(x -> fault.apply(scaled(3, CommonOps_DDRM.transpose(CommonOps_DDRM.mult(x, x, null), null))))
                .over(Domain.any())
                .shape(rows, cols)
                .points(30)
                .report()
                .diagnoses();
    }

    private static List<String> ofLogDet(double offDiagonal) {
        return GradientCheck.of(a -> Math.log(CommonOps_DDRM.det(a)))
                .hand(a -> {
                    DMatrixRMaj inverse = a.createLike();
                    CommonOps_DDRM.invert(a, inverse);
                    for (int i = 0; i < inverse.getNumElements(); i++) {
                        inverse.data[i] *= i / inverse.numCols == i % inverse.numCols ? 1 : offDiagonal;
                    }
                    return inverse;
                })
                .over(Domain.spd())
                .dimensions(2, 3)
                .points(30)
                .report()
                .diagnoses();
    }

    private static DMatrixRMaj changed(DMatrixRMaj g, int entry, double value) {
        g.data[entry] = value;
        return g;
    }

    private static double sum(DMatrixRMaj x) {
        return CommonOps_DDRM.elementSum(x);
    }

    private static DMatrixRMaj scaled(double c, DMatrixRMaj g) {
        DMatrixRMaj scaled = g.copy();
        CommonOps_DDRM.scale(c, scaled);
        return scaled;
    }
}
