package io.grad4j.autodiff.check;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.OfNumbers;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** The laws about what an evaluation reads and writes. */
final class EvaluationLaws {
    /** Where formulas of numbers and of matrices might part. */
    private static final double[] SPECIAL = {
        0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
    };

    private static final double REFUSED = 0x1.fedcba9876543p-777;

    private EvaluationLaws() {}

    static void inputsAreLeftUnchanged(Specimen s, Evidence evidence) {
        DMatrixRMaj[] x = s.point();
        Directions directions = new Directions();
        DMatrixRMaj yBar = directions.next(s.resultShape());
        DMatrixRMaj yBarBefore = yBar.copy();
        s.value(0, x);
        for (int k = 0; k < s.arity(); k++) {
            DMatrixRMaj xDot = directions.next(s, k);
            DMatrixRMaj xDotBefore = xDot.copy();
            s.jvp(k, xDot, x);
            s.vjp(k, yBar, x);
            evidence.same("tangent " + k, xDot, xDotBefore);
        }
        evidence.same("cotangent", yBar, yBarBefore);
        for (int k = 0; k < s.arity(); k++) {
            evidence.same("argument " + k, x[k], s.arguments().get(k));
        }
    }

    static void everyEntryOfTheResultIsWritten(Specimen s, Evidence evidence) {
        DMatrixRMaj overNaN = s.value(Double.NaN, s.point());
        DMatrixRMaj overNumbers = s.value(7, s.point());
        Shape announced = s.resultShape();
        evidence.require(
                announced.matches(overNaN), "shape", Shape.of(overNaN) + " where " + announced + " was announced");
        evidence.same("over NaN and over 7", overNaN, overNumbers);
    }

    static void anEvaluationRepeatsBitwise(Specimen s, Evidence evidence) {
        try (Tape tape = new Tape();
                Tape fresh = new Tape()) {
            List<DMatrixRMaj> first = everything(s, tape);
            tape.clear();
            List<DMatrixRMaj> again = everything(s, tape);
            List<DMatrixRMaj> elsewhere = everything(s, fresh);
            for (int i = 0; i < first.size(); i++) {
                evidence.same("matrix " + i + " on the cleared tape", again.get(i), first.get(i));
                evidence.same("matrix " + i + " on another tape", elsewhere.get(i), first.get(i));
            }
        }
    }

    static void numbersGiveWhatMatricesOfOneEntryGive(Specimen s, Evidence evidence) {
        OfNumbers f = s.primitive().ofNumbers();
        if (f == null) {
            return;
        }
        evidence.require(s.arity() <= 2, "arity", s.arity() + " where numbers are one or two");
        double[] numbers = DoubleStream.concat(
                        s.arguments().stream().flatMapToDouble(x -> Arrays.stream(x.data, 0, x.getNumElements())),
                        Arrays.stream(SPECIAL))
                .toArray();
        for (double a : numbers) {
            for (double b : s.arity() == 1 ? new double[] {a} : numbers) {
                String where = "at " + a + (s.arity() == 1 ? "" : " and " + b);
                double of = orRefused(() -> f.at(a, b));
                double written = orRefused(() -> s.value(
                                7,
                                Stream.of(a, b)
                                        .limit(s.arity())
                                        .map(EvaluationLaws::number)
                                        .toArray(DMatrixRMaj[]::new))
                        .data[0]);
                // Of zero by either sign: sums of products begin with one or the other.
                boolean same = of == written || (Double.isNaN(of) && Double.isNaN(written));
                evidence.require(same, where, of + " against " + written);
            }
        }
    }

    private static DMatrixRMaj number(double value) {
        DMatrixRMaj m = new DMatrixRMaj(1, 1);
        m.data[0] = value;
        return m;
    }

    /** A number of its own for a refusal, so that both must refuse. */
    private static double orRefused(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (ArgumentException e) {
            return REFUSED;
        }
    }

    /** Value, gradients, tangents, and the recorded vjp of each argument. */
    private static List<DMatrixRMaj> everything(Specimen s, Tape tape) {
        Directions directions = new Directions();
        Var[] x = Specimen.variables(tape, s.point());
        Var y = s.apply(x);
        DMatrixRMaj yBar = directions.next(y.shape());
        Gradients gradients = tape.gradients(y, yBar);
        List<DMatrixRMaj> all = new ArrayList<>(List.of(y.value()));
        for (int k = 0; k < x.length; k++) {
            all.add(gradients.of(x[k]));
            all.add(tape.jvp(y, x[k], directions.next(s, k)));
            all.add(tape.vjp(y, tape.constant(yBar), x[k]).value());
        }
        return all;
    }
}
