package io.grad4j.course;

/** Your answers: replace each {@code UNANSWERED} by the gradient of the function above it, one number for each entry of x. */
final class Answers {
    /** What an exercise gives until it is answered. */
    static final double[] UNANSWERED = {};

    private Answers() {}

    /** Lesson 1: f(x) = sin(x₀·x₁). */
    static double[] sineOfProduct(double... x) {
        return UNANSWERED;
    }

    /** Lesson 1: f(x) = ½‖A·x‖² for A = [[1, 2], [3, 4]]. */
    static double[] halfSquaredLength(double... x) {
        return UNANSWERED;
    }

    /** Lesson 2: f(x) = x₁·exp(x₀) + x₁². */
    static double[] exponentialAndSquare(double... x) {
        return UNANSWERED;
    }

    /** Lesson 2: f(x) = x₀·x₁·…, the product of all entries, none of them 0. */
    static double[] product(double... x) {
        return UNANSWERED;
    }

    /** Lesson 3: f(x) = x₀² + x₀·x₁. */
    static double[] twoPaths(double... x) {
        return UNANSWERED;
    }

    /** Lesson 3: f(x) = Σᵢ (xᵢ - m)², m the mean of the entries. */
    static double[] spread(double... x) {
        return UNANSWERED;
    }

    /** Lesson 4: f(x) = u·sin(u) with u = x₀². */
    static double[] diamond(double... x) {
        return UNANSWERED;
    }

    /** Lesson 4: f(x) = u·v with u = x₀ + x₁ and v = u·x₀. */
    static double[] twoDiamonds(double... x) {
        return UNANSWERED;
    }

    /** Lesson 5: f(x) = log Σᵢ exp(xᵢ), also where the entries are in the hundreds. */
    static double[] logSumExp(double... x) {
        return UNANSWERED;
    }

    /** Lesson 5: f(x) = -log softmax(x)₀, the cross-entropy of the first class. */
    static double[] crossEntropy(double... x) {
        return UNANSWERED;
    }

    /** Lesson 6: f(θ) = Σᵢ pᵢ·log qᵢ, qᵢ ∝ exp(θ·φᵢ), p = (0.5, 0.3, 0.2), φ = (1, 2, 4). */
    static double[] logLikelihood(double... theta) {
        return UNANSWERED;
    }

    /** Lesson 6: f(θ) = KL(p‖q) of the same p and q. */
    static double[] divergence(double... theta) {
        return UNANSWERED;
    }
}
