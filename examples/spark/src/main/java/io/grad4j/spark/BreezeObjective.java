package io.grad4j.spark;

import static java.lang.invoke.MethodType.methodType;

import breeze.linalg.DenseVector;
import breeze.optimize.DiffFunction;
import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Shape;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import scala.Tuple2;

/** The objective on Breeze's vectors; the last point is remembered, since the line search and the step after it ask for the same. */
final class BreezeObjective {
    private final Objective objective;
    private final Shape shape;
    private final DenseVector<Object> start;
    private int evaluations;
    private DMatrixRMaj lastPoint;
    private ValueAndGradient last;

    BreezeObjective(Objective objective, DMatrixRMaj start) {
        this.objective = objective;
        this.shape = Shape.of(start);
        this.start = new DenseVector<>(Arrays.copyOf(start.data, start.getNumElements()));
        this.lastPoint = start.copy();
        this.last = evaluated(start);
        if (!Double.isFinite(last.value())) {
            throw new ArgumentException("fit", "start", "the objective is " + last.value() + " there");
        }
    }

    /**
     * This as Breeze's type, made as Scala makes it from a function literal: Java itself refuses a class of that type, since it
     * inherits an apply to double and one to Object.
     */
    @SuppressWarnings("unchecked")
    DiffFunction<DenseVector<Object>> literal() {
        MethodType calculated = methodType(Tuple2.class, DenseVector.class);
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CallSite literal = LambdaMetafactory.metafactory(
                    lookup,
                    "calculate",
                    methodType(DiffFunction.class, BreezeObjective.class),
                    methodType(Tuple2.class, Object.class),
                    lookup.findVirtual(BreezeObjective.class, "calculate", calculated),
                    calculated);
            return (DiffFunction<DenseVector<Object>>) literal.getTarget().invoke(this);
        } catch (Throwable e) {
            throw new LinkageError("Breeze's DiffFunction is not the one this was made for", e);
        }
    }

    Tuple2<Object, DenseVector<Object>> calculate(DenseVector<Object> x) {
        DMatrixRMaj theta = matrix(x);
        if (!Arrays.equals(theta.data, lastPoint.data)) {
            last = evaluated(theta);
            lastPoint = theta;
        }
        return new Tuple2<>(last.value(), new DenseVector<>(last.gradient().data.clone()));
    }

    private ValueAndGradient evaluated(DMatrixRMaj theta) {
        evaluations++;
        return objective.at(theta);
    }

    /** The vector in the shape of the parameters. */
    DMatrixRMaj matrix(DenseVector<Object> x) {
        DMatrixRMaj m = new DMatrixRMaj(shape.rows(), shape.cols());
        for (int i = 0; i < x.length(); i++) {
            m.data[i] = (double) x.apply(i);
        }
        return m;
    }

    /** The point that was given, as a vector. */
    DenseVector<Object> start() {
        return start;
    }

    /** How often the objective was asked. */
    int evaluations() {
        return evaluations;
    }
}
