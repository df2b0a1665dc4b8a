package io.grad4j.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.tour.judge.Finding;
import io.grad4j.tour.judge.Gap;
import io.grad4j.tour.judge.Gradient.Agreement;
import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.judge.Witness;
import io.grad4j.tour.notes.Note;
import io.grad4j.tour.notes.SoftmaxQClaims;
import io.grad4j.tour.report.Walk;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the notes get right and wrong. */
class NotesTest {
    private static final Walk WALK = Walk.through(Note.all(), new Judge(1, 50));

    /** A wrong claim with its smallest witness. */
    record Slip(String id, String at, List<Double> claimed, List<Double> truth) {
        @Override
        public String toString() {
            return id;
        }
    }

    static List<Slip> slips() {
        return List.of(
                slip("000/kl-3", "p = (½, ½), q = (¼, ¾)", 0.130812, 0.143841),
                slip("000/cross-entropy-brace", "p = (½, ½), q = (¼, ¾)", -0.836988, 0.836988),
                slip("000/gradient-of-kl", "φ = (1, 0), θ = 0, p = (¾, ¼)", 0.25, -0.25),
                slip("001/to-3", "p = N(0, s), q = N(0, 1), s = 2", 2, 1.5),
                slip(
                        "001/step-4",
                        "θ = (0.1, 0.2, 0.3, 0.4), q = (0.1, 0.2, 0.2, 0.5): KL 0.113, 300 steps of ½ later",
                        2.296057,
                        0),
                slip("002/second-moment", "μ = (0.3, -0.7), σ = (0.5, 1.5)", 1.1425, 3.08),
                new Slip(
                        "002/quadratic-form",
                        "μ = (0.3, -0.7), σ = (0.5, 1.5)",
                        List.of(40 / 9.0, 1.0),
                        List.of(2.0, 2.0)),
                slip("002/closed-form", "μ = (0, 0), σ = (2, ½)", 0, 1.125),
                slip("003/tails", "Q = 0.02, P = 0.01", 0.02, 0.0138629));
    }

    private static Slip slip(String id, String at, double claimed, double truth) {
        return new Slip(id, at, List.of(claimed), List.of(truth));
    }

    @Test
    void exactlyNineClaimsAreWrong() {
        assertThat(ids(WALK, Verdict.WRONG))
                .containsExactlyElementsOf(slips().stream().map(Slip::id).toList());
    }

    @Test
    void everythingElseThatIsNumericIsRight() {
        assertThat(ids(WALK, Verdict.INCONCLUSIVE)).isEmpty();
        assertThat(WALK.count(Verdict.RIGHT)).isEqualTo(60);
        assertThat(WALK.count(Verdict.NOT_CHECKABLE)).isEqualTo(13);
        assertThat(WALK.isExpected()).isTrue();
    }

    @Test
    void everyClaimHasAnIdOfItsOwn() {
        assertThat(WALK.findings().map(f -> f.claim().label().id())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("slips")
    void eachWrongClaimHasItsSmallestWitness(Slip slip) {
        Witness w = Objects.requireNonNull(finding(slip.id()).witness());
        assertThat(w.at()).isEqualTo(slip.at());
        assertThat(numbers(w.claimed())).containsExactly(numbers(slip.claimed()), within(1e-6));
        assertThat(numbers(w.truth())).containsExactly(numbers(slip.truth()), within(1e-6));
    }

    private static double[] numbers(List<Double> x) {
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("slips")
    void eachCorrectedFormulaIsRight(Slip slip) {
        Finding.Correction c = Objects.requireNonNull(finding(slip.id()).correction());
        assertThat(c.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(c.error()).isLessThan(Gap.CERTIFIED);
    }

    @Test
    void theDisplayedUpdateClimbsWhereAMinusDescendsToRounding() {
        Witness w = Objects.requireNonNull(finding("001/step-4").witness());
        assertThat(w.claimed().get(0)).isGreaterThan(2.2);
        assertThat(w.truth().get(0)).isBetween(0.0, 1e-14);
    }

    @Test
    void everyGradientOfTheTapeAgreesWithTheFormulaByHand() {
        assertThat(WALK.gradients()).hasSize(16).allMatch(Agreement::held);
    }

    @Property(tries = 12)
    void otherSeedsGiveTheSameVerdicts(@ForAll long seed) {
        Walk other = Walk.through(Note.all(), new Judge(seed, 20));
        assertThat(ids(other, Verdict.WRONG)).isEqualTo(ids(WALK, Verdict.WRONG));
        assertThat(ids(other, Verdict.RIGHT)).isEqualTo(ids(WALK, Verdict.RIGHT));
        assertThat(other.gradients().filter(g -> !g.held())).isEmpty();
        assertThat(other.isExpected()).isTrue();
    }

    @Test
    void theTapeOfSoftmaxQShowsValuesForwardAndContributionsBackward() {
        String tape = SoftmaxQClaims.traceOfSoftmaxQ().toString();
        assertThat(tape).contains("forward", "= exp(", "= 0.4775", "backward", "+=", "gradients");
        assertThat(tape).containsPattern("∂v\\d+/∂i = -0.44909").containsPattern("∂v\\d+/∂x = \\[0.24949; 0.19960\\]");
    }

    @Test
    void theRemarkShowsTheTapeWhereTheDisplayedFormulaIsNaN() {
        assertThat(Note.all().get(0).remarks()).singleElement().asString().contains("NaN", "0.147013654122");
    }

    private static List<String> ids(Walk walk, Verdict verdict) {
        return walk.findings()
                .filter(f -> f.verdict() == verdict)
                .map(f -> f.claim().label().id())
                .toList();
    }

    private static Finding finding(String id) {
        Stream<Finding> found =
                WALK.findings().filter(f -> f.claim().label().id().equals(id));
        return found.findFirst().orElseThrow();
    }
}
