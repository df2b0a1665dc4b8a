package io.grad4j.course;

import io.grad4j.autodiff.check.CheckReport;
import io.grad4j.autodiff.check.Domain;
import io.grad4j.autodiff.check.GradientCheck;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A function whose gradient the reader writes by hand. */
enum Exercise {
    SINE_OF_PRODUCT(1, "sineOfProduct", 2, x -> Math.sin(x[0] * x[1]), Answers::sineOfProduct),
    HALF_SQUARED_LENGTH(1, "halfSquaredLength", 2, Exercise::halfSquaredLength, Answers::halfSquaredLength),
    EXPONENTIAL_AND_SQUARE(
            2, "exponentialAndSquare", 2, x -> x[1] * Math.exp(x[0]) + x[1] * x[1], Answers::exponentialAndSquare),
    PRODUCT(2, "product", 4, Exercise::product, Answers::product),
    TWO_PATHS(3, "twoPaths", 2, x -> x[0] * x[0] + x[0] * x[1], Answers::twoPaths),
    SPREAD(3, "spread", 4, Exercise::spread, Answers::spread),
    DIAMOND(4, "diamond", 1, x -> x[0] * x[0] * Math.sin(x[0] * x[0]), Answers::diamond),
    TWO_DIAMONDS(4, "twoDiamonds", 2, x -> (x[0] + x[1]) * (x[0] + x[1]) * x[0], Answers::twoDiamonds),
    LOG_SUM_EXP(5, "logSumExp", 3, Exercise::logSumExp, Answers::logSumExp),
    CROSS_ENTROPY(5, "crossEntropy", 3, x -> logSumExp(x) - x[0], Answers::crossEntropy),
    LOG_LIKELIHOOD(6, "logLikelihood", 1, Exercise::logLikelihood, Answers::logLikelihood),
    DIVERGENCE(6, "divergence", 1, Exercise::divergence, Answers::divergence);

    private static final double[] P = {0.5, 0.3, 0.2};
    private static final double[] PHI = {1, 2, 4};

    private static final int POINTS = 50;

    private final int lesson;
    private final String method;
    private final int size;
    private final ToDoubleFunction<double[]> f;
    private final UnaryOperator<double[]> answer;

    Exercise(int lesson, String method, int size, ToDoubleFunction<double[]> f, UnaryOperator<double[]> answer) {
        this.lesson = lesson;
        this.method = method;
        this.size = size;
        this.f = f;
        this.answer = answer;
    }

    int lesson() {
        return lesson;
    }

    /** The method of {@link Answers}. */
    String method() {
        return method;
    }

    /** The reader's gradient. */
    UnaryOperator<double[]> answer() {
        return answer;
    }

    /** Whether the reader has written something. */
    boolean isAnswered() {
        double[] x = new double[size];
        Arrays.fill(x, 1);
        return answer.apply(x) != Answers.UNANSWERED;
    }

    /** Judges a gradient of this function at drawn points. */
    CheckReport judge(UnaryOperator<double[]> gradient) {
        return GradientCheck.ofArray(f)
                .handArray(gradient)
                .over(domain())
                .shape(size, 1)
                .points(POINTS)
                .seed(lesson)
                .report();
    }

    private Domain domain() {
        return switch (this) {
            case PRODUCT -> Domain.box(0.5, 2);
            // Far above what exp can hold.
            case LOG_SUM_EXP, CROSS_ENTROPY -> Domain.box(798, 802);
            default -> Domain.box(-2, 2);
        };
    }

    private static double halfSquaredLength(double... x) {
        double first = x[0] + 2 * x[1];
        double second = 3 * x[0] + 4 * x[1];
        return 0.5 * (first * first + second * second);
    }

    private static double product(double... x) {
        double product = 1;
        for (double entry : x) {
            product *= entry;
        }
        return product;
    }

    private static double spread(double... x) {
        double mean = 0;
        for (double entry : x) {
            mean += entry / x.length;
        }
        double sum = 0;
        for (double entry : x) {
            sum += (entry - mean) * (entry - mean);
        }
        return sum;
    }

    private static double logSumExp(double... x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double entry : x) {
            max = Math.max(max, entry);
        }
        double sum = 0;
        for (double entry : x) {
            sum += Math.exp(entry - max);
        }
        return max + Math.log(sum);
    }

    private static double logLikelihood(double... theta) {
        double[] logits = new double[PHI.length];
        double expected = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = theta[0] * PHI[i];
            expected += P[i] * logits[i];
        }
        return expected - logSumExp(logits);
    }

    /** KL(p‖q) = Σᵢ pᵢ·log pᵢ - Σᵢ pᵢ·log qᵢ. */
    private static double divergence(double... theta) {
        double negativeEntropy = 0;
        for (double p : P) {
            negativeEntropy += p * Math.log(p);
        }
        return negativeEntropy - logLikelihood(theta);
    }
}
