package io.grad4j.kl.families;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;

/** What holds for every family: its moments, divergences and searches, against sums over the whole support. */
class FamilyLawsTest {
    /** Of sums of up to 1e5 terms, each with the rounding of exp of a logarithm up to some hundreds. */
    private static final double SUMMED = 1e-11;

    /** Identities between quantities that the tape derives. */
    private static final double DERIVED = 1e-10;

    /** A family and three natural parameters. */
    record Case(FamilySpecimen specimen, DMatrixRMaj p, DMatrixRMaj q, DMatrixRMaj r) {
        ExponentialFamily family() {
            return specimen.family();
        }

        Expectations expectations() {
            return Expectations.of(family(), p, specimen.rule().apply(p));
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(FamilySpecimen.ALL)
                .flatMap(s -> Combinators.combine(s.natural(), s.natural(), s.natural())
                        .as((p, q, r) -> new Case(s, p, q, r)))
                .filter(c -> distance(c.p, c.q) > 0.05)
                .withoutEdgeCases();
    }

    @Property(tries = 120)
    void probabilitiesSumToOneAndTheDerivativesOfALogPartitionAreMoments(@ForAll("cases") Case c) {
        Expectations e = c.expectations();
        assertThat(e.mass()).isEqualTo(1, within(SUMMED));
        DMatrixRMaj mean = c.family().meanParameters(c.p);
        DMatrixRMaj fisher = c.family().fisher(c.p);
        assertClose(mean, e.mean().data, SUMMED);
        assertClose(fisher, e.covariance().data, SUMMED);
    }

    @Property(tries = 120)
    void divergencesAndEntropiesAreTheirSums(@ForAll("cases") Case c) {
        Expectations e = c.expectations();
        try (Tape tape = new Tape()) {
            Var p = tape.constant(c.p);
            Var q = tape.constant(c.q);
            double entropy = c.family().entropy(p).scalar();
            double cross = c.family().crossEntropy(p, q).scalar();
            double kl = c.family().kl(p, q).scalar();
            double scale = 1 + Math.abs(entropy) + Math.abs(cross);
            assertThat(entropy).isEqualTo(-e.ofLogDensity(c.p), within(SUMMED * scale));
            assertThat(cross).isEqualTo(-e.ofLogDensity(c.q), within(SUMMED * scale));
            assertThat(kl).isPositive().isEqualTo(cross - entropy, within(SUMMED * scale));
        }
    }

    @Property(tries = 300)
    void bothGradientsOfTheDivergenceAreTheirFormulas(@ForAll("cases") Case c) {
        ExponentialFamily f = c.family();
        DMatrixRMaj byP = Autodiff.gradient((Var p) -> f.kl(p, p.tape().constant(c.q)), c.p);
        DMatrixRMaj byQ = Autodiff.gradient((Var q) -> f.kl(q.tape().constant(c.p), q), c.q);
        DMatrixRMaj meanP = f.meanParameters(c.p);
        DMatrixRMaj meanQ = f.meanParameters(c.q);
        double scale = size(meanP) + size(meanQ);
        assertAlike(byQ, CommonOps_DDRM.subtract(meanQ, meanP, null), scale);
        DMatrixRMaj fisher = f.fisher(c.p);
        DMatrixRMaj step = CommonOps_DDRM.subtract(c.p, c.q, null);
        assertAlike(byP, CommonOps_DDRM.mult(fisher, step, null), size(fisher) * size(step));
        try (Tape tape = new Tape()) {
            DMatrixRMaj score =
                    f.meanScore(tape.constant(meanP), tape.constant(c.q)).value();
            assertAlike(CommonOps_DDRM.add(byQ, score, null), new DMatrixRMaj(score.numRows, 1), scale);
        }
    }

    @Property(tries = 60)
    void secondDerivativesOfTheDivergenceAgreeWithDifferencesOfTheFirst(@ForAll("cases") Case c) {
        ExponentialFamily f = c.family();
        DMatrixRMaj[] at = {c.p, c.q};
        DMatrixRMaj[] along = {CommonOps_DDRM.subtract(c.r, c.p, null), CommonOps_DDRM.subtract(c.p, c.q, null)};
        for (DMatrixRMaj v : along) {
            CommonOps_DDRM.scale(0.05, v);
        }
        for (int i = 0; i < 2; i++) {
            int which = i;
            DMatrixRMaj hvp =
                    Autodiff.hvp((Var[] v) -> f.kl(v[0], v[1]), at, along).get(which);
            Differences.Estimate differences = Differences.along(
                    x -> Autodiff.gradient((Var[] v) -> f.kl(v[0], v[1]), x).get(which), at, along);
            double scale = 1e-6 * (size(hvp) + size(f.fisher(c.p)) * size(along[0]));
            for (int k = 0; k < hvp.numRows; k++) {
                double bar = differences.error().data[k];
                assertThat(bar).isLessThan(10 * scale);
                assertThat(hvp.data[k]).isEqualTo(differences.value().data[k], within(scale + 10 * bar));
            }
        }
    }

    @Property(tries = 300)
    void theDivergenceOfAFamilyFromItselfIsZeroWithZeroGradients(@ForAll("cases") Case c) {
        assertThat(c.family().kl(c.p, c.p)).isZero();
        for (DMatrixRMaj gradient :
                Autodiff.gradient((Var[] v) -> c.family().kl(v[0], v[1]), new DMatrixRMaj[] {c.p, c.p})) {
            assertThat(size(gradient)).isZero();
        }
    }

    @Property(tries = 300)
    void threePointsSatisfyTheirIdentity(@ForAll("cases") Case c) {
        ExponentialFamily f = c.family();
        double left = f.kl(c.p, c.r) - f.kl(c.p, c.q) - f.kl(c.q, c.r);
        DMatrixRMaj means = CommonOps_DDRM.subtract(f.meanParameters(c.p), f.meanParameters(c.q), null);
        double right = CommonOps_DDRM.dot(means, CommonOps_DDRM.subtract(c.q, c.r, null));
        double scale = f.kl(c.p, c.r) + f.kl(c.p, c.q) + f.kl(c.q, c.r) + Math.abs(right);
        assertThat(left).isEqualTo(right, within(DERIVED * (scale + size(c.q) * size(f.meanParameters(c.p)))));
    }

    @Property(tries = 300)
    void closeParametersAreHalfTheSquareOfTheirFisherDistanceApart(@ForAll("cases") Case c) {
        DMatrixRMaj delta = CommonOps_DDRM.subtract(c.r, c.p, null);
        DMatrixRMaj near = CommonOps_DDRM.add(c.p, 1e-8, delta, null);
        CommonOps_DDRM.subtract(near, c.p, delta);
        DMatrixRMaj fisher = c.family().fisher(c.p);
        double half = 0.5 * CommonOps_DDRM.dot(delta, CommonOps_DDRM.mult(fisher, delta, null));
        double lost = 1e-12 * size(fisher) * size(delta) * size(delta);
        assertThat(c.family().kl(c.p, near)).isEqualTo(half, within(1e-4 * half + lost));
        assertThat(c.family().kl(near, c.p)).isEqualTo(half, within(1e-4 * half + lost));
    }

    @Property(tries = 300)
    void theSearchOfAMeanFindsItsParameter(@ForAll("cases") Case c) {
        DMatrixRMaj mean = c.family().meanParameters(c.p);
        MomentMatch match = c.family().naturalFromMean(mean);
        assertThat(match.converged()).as(match.toString()).isTrue();
        assertThat(match.iterations()).isLessThan(40);
        assertAlike(c.family().meanParameters(match.eta()), mean, size(mean));
    }

    @Property(tries = 300)
    void theForwardProjectionMatchesMoments(@ForAll("cases") Case c) {
        ExponentialFamily f = c.family();
        DMatrixRMaj mixed = CommonOps_DDRM.add(0.3, f.meanParameters(c.p), 0.7, f.meanParameters(c.q), null);
        MomentMatch projection = f.naturalFromMean(mixed);
        assertThat(projection.converged()).as(projection.toString()).isTrue();
        try (Tape tape = new Tape()) {
            Var score = f.meanScore(tape.constant(mixed), tape.constant(projection.eta()));
            assertThat(size(score.value())).isLessThan(1e-9 * (1 + size(mixed)));
        }
    }

    @Property(tries = 300)
    void theNaturalGradientUndoesTheFisherInformation(@ForAll("cases") Case c) {
        DMatrixRMaj step = CommonOps_DDRM.subtract(c.q, c.p, null);
        DMatrixRMaj fisher = c.family().fisher(c.p);
        DMatrixRMaj gradient = CommonOps_DDRM.mult(fisher, step, null);
        DMatrixRMaj back = CommonOps_DDRM.mult(fisher, c.family().naturalGradient(c.p, gradient), null);
        assertAlike(back, gradient, size(fisher) * size(step));
    }

    @Property(tries = 300)
    void ordinaryParametersComeBack(@ForAll("cases") Case c) {
        try (Tape tape = new Tape()) {
            Var ordinary = c.family().ordinary(tape.constant(c.p));
            assertAlike(c.family().natural(ordinary).value(), c.p, size(c.p));
        }
    }

    @Test
    void everyFamilyHasASpecimen() {
        long families = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.grad4j.kl").stream()
                        .filter(f -> f.isAssignableTo(ExponentialFamily.class) && !f.isInterface())
                        .peek(f -> assertThat(FamilySpecimen.ALL)
                                .as(f.getName())
                                .anyMatch(s -> s.family().getClass() == f.reflect()))
                        .count();
        assertThat(families).isEqualTo(30);
    }

    private static double distance(DMatrixRMaj a, DMatrixRMaj b) {
        return NormOps_DDRM.normF(CommonOps_DDRM.subtract(a, b, null))
                / (NormOps_DDRM.normF(a) + NormOps_DDRM.normF(b));
    }

    private static double size(DMatrixRMaj m) {
        return Arrays.stream(m.data).map(Math::abs).max().orElse(0);
    }

    private static void assertAlike(DMatrixRMaj actual, DMatrixRMaj expected, double scale) {
        assertThat(size(CommonOps_DDRM.subtract(actual, expected, null)))
                .as("%s against %s", actual, expected)
                .isLessThanOrEqualTo(DERIVED * scale);
    }
}
