package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.kl.optimization.Solution.Stop;
import org.ejml.data.DMatrixRMaj;

/** The loop of the methods that take every step that their rule proposes. */
interface Descent {
    /** Subtracts step number {@code t}, counted from 1, from {@code x}. */
    void step(int t, DMatrixRMaj gradient, DMatrixRMaj x);

    /** Runs until the course is due to stop. */
    default Solution run(Course course) {
        Stop stop = course.due();
        while (stop == null) {
            DMatrixRMaj x = course.parameters().copy();
            step(course.iterations() + 1, course.accepted().gradient(), x);
            ValueAndGradient at = course.trial(x);
            if (at == null) {
                return course.end(Stop.NOT_FINITE);
            }
            course.accept(x, at);
            stop = course.due();
        }
        return course.end(stop);
    }

    /** Refuses a step size that is not positive and finite. */
    static void requirePositive(String operation, String argument, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ArgumentException(operation, argument, value + " is not positive and finite");
        }
    }
}
