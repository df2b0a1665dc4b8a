package io.grad4j.autodiff.check;

import java.util.function.BiConsumer;

/** What every primitive must satisfy. */
public enum Law {
    /** J·ẋ is the derivative of the value along ẋ, for each argument. */
    TANGENT("the tangent agrees with differences", DifferenceLaws::theTangentAgreesWithDifferences),
    /** ⟨ȳ, J·ẋ⟩ = ⟨Jᵀ·ȳ, ẋ⟩, for each argument. */
    TRANSPOSE("the vjp is the transpose of the jvp", AlgebraLaws::theVjpIsTheTransposeOfTheJvp),
    /** The derivative of x ↦ Jᵀ·ȳ, by its recorded steps, for each pair of arguments. */
    SECOND_DERIVATIVE(
            "the derivative of the vjp agrees with differences",
            DifferenceLaws::theDerivativeOfTheVjpAgreesWithDifferences),
    /** ⟨ȳ, D²f[ẋ, ẋ′]⟩ is one number, forward or reverse over forward or reverse, in either order. */
    SYMMETRY("second derivatives are symmetric, however swept", AlgebraLaws::secondDerivativesAreSymmetricHoweverSwept),
    /** A result used twice, beside its argument, in each order of recording, and one variable for two arguments. */
    ACCUMULATION("contributions add up", AlgebraLaws::contributionsAddUp),
    /** Neither argument, tangent nor cotangent is written to. */
    UNCHANGED("inputs are left unchanged", EvaluationLaws::inputsAreLeftUnchanged),
    /** J·ẋ is linear in ẋ and Jᵀ·ȳ in ȳ, and 0 gives 0. */
    LINEARITY("jvp and vjp are linear, and 0 gives 0", AlgebraLaws::jvpAndVjpAreLinearAndZeroGivesZero),
    /** The value has the shape announced and does not depend on what its matrix held before. */
    WRITTEN("every entry of the result is written", EvaluationLaws::everyEntryOfTheResultIsWritten),
    /** Two evaluations give the same bits, also on a cleared tape. */
    REPEATABLE("an evaluation repeats bitwise", EvaluationLaws::anEvaluationRepeatsBitwise),
    /** What is said of numbers is what is written for 1×1 matrices, at the point's entries and at 0, -0, ±1, ±∞ and NaN. */
    NUMBERS("numbers give what matrices of one entry give", EvaluationLaws::numbersGiveWhatMatricesOfOneEntryGive),
    /** A result is constant exactly if the primitive says it is locally constant, and then differences are 0. */
    LOCALLY_CONSTANT(
            "the result is constant only if it is locally constant",
            DifferenceLaws::theResultIsConstantOnlyIfItIsLocallyConstant);

    private final String sentence;
    private final BiConsumer<Specimen, Evidence> examination;

    Law(String sentence, BiConsumer<Specimen, Evidence> examination) {
        this.sentence = sentence;
        this.examination = examination;
    }

    /** Whether {@code specimen} obeys; a rule that throws does not. */
    Finding examine(Specimen specimen) {
        Evidence evidence = new Evidence();
        try {
            examination.accept(specimen, evidence);
        } catch (RuntimeException e) {
            return new Finding(this, Finding.Verdict.BROKEN, e.toString());
        }
        return evidence.finding(this);
    }

    @Override
    public String toString() {
        return sentence;
    }
}
