package dev.herald.chaos.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rewrites one class: its points, and the edits of the mutant that is switched on. */
final class Weaver {
  private static final ClassDesc FAIL_POINTS = ClassDesc.of(FailPoints.class.getName());
  private static final ClassDesc BUGS = ClassDesc.of(Bugs.class.getName());
  private static final MethodTypeDesc REACH =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
  private static final MethodTypeDesc REPLACE =
      MethodTypeDesc.of(
          ConstantDescs.CD_String,
          ClassDesc.of("java.lang.CharSequence"),
          ClassDesc.of("java.lang.CharSequence"));

  private final ClassFile classFile;
  private int changes;

  Weaver(@Nullable ClassLoader loader) {
    this.classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                loader == null
                    ? ClassHierarchyResolver.defaultResolver()
                    : ClassHierarchyResolver.ofResourceParsing(loader)));
  }

  byte[] weave(byte[] original, List<FailPoint> points, List<Edit> edits) {
    byte[] woven = original;
    for (Edit edit : edits) {
      int before = changes;
      woven = apply(woven, transform(edit));
      if (changes == before) {
        throw new IllegalStateException("nothing to change for " + edit);
      }
    }
    for (FailPoint point : points) {
      int before = changes;
      woven = apply(woven, transform(point));
      if (changes == before) {
        throw new IllegalStateException("the server has no " + point);
      }
    }
    return woven;
  }

  private byte[] apply(byte[] bytes, ClassTransform transform) {
    ClassModel model = classFile.parse(bytes);
    return classFile.transformClass(model, transform);
  }

  // --- points ---

  private ClassTransform transform(FailPoint point) {
    Predicate<MethodModel> there =
        method ->
            method.code().isPresent()
                && point.isAt(method.methodName().stringValue(), method.methodType().stringValue());
    return ClassTransform.transformingMethodBodies(
        there,
        switch (point.side()) {
          case ENTRY -> atEntry(code -> reach(code, point));
          case EXIT ->
              (code, element) -> {
                if (element instanceof ReturnInstruction) {
                  reach(code, point);
                }
                code.with(element);
              };
        });
  }

  private void reach(CodeBuilder code, FailPoint point) {
    changes++;
    code.loadConstant(point.name()).invokestatic(FAIL_POINTS, "reach", REACH);
  }

  private static CodeTransform atEntry(Consumer<CodeBuilder> added) {
    return CodeTransform.ofStateful(() ->
        new CodeTransform() {
          private boolean begun;

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            if (!begun) {
              begun = true;
              added.accept(code);
            }
            code.with(element);
          }
        });
  }

  // --- edits ---

  private ClassTransform transform(Edit edit) {
    return switch (edit) {
      case Edit.Words words ->
          ClassTransform.transformingMethodBodies((code, element) -> words(code, element, words));
      case Edit.Nothing nothing -> nothing(nothing);
      case Edit.Instead instead ->
          ClassTransform.transformingMethodBodies(
              named(instead.method()), (code, element) -> instead(code, element, instead));
      case Edit.First first ->
          ClassTransform.transformingMethodBodies(
              named(first.method()),
              atEntry(code -> {
                changes++;
                code.aload(0)
                    .invokestatic(
                        BUGS,
                        first.bug(),
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object));
              }));
    };
  }

  private static Predicate<MethodModel> named(String name) {
    return method -> method.methodName().equalsString(name) && method.code().isPresent();
  }

  /** Also where the constant was put together when the class was loaded, and is read now. */
  private void words(CodeBuilder code, CodeElement element, Edit.Words words) {
    switch (element) {
      case ConstantInstruction.LoadConstantInstruction constant
          when constant.constantValue() instanceof String text && text.contains(words.from()) -> {
        changes++;
        code.loadConstant(text.replace(words.from(), words.to()));
      }
      case FieldInstruction field
          when field.opcode() == Opcode.GETSTATIC
              && field.typeSymbol().equals(ConstantDescs.CD_String) ->
          code.with(field)
              .loadConstant(words.from())
              .loadConstant(words.to())
              .invokevirtual(ConstantDescs.CD_String, "replace", REPLACE);
      default -> code.with(element);
    }
  }

  private ClassTransform nothing(Edit.Nothing edit) {
    return (type, element) -> {
      if (element instanceof MethodModel method && named(edit.method()).test(method)) {
        changes++;
        type.withMethod(
            method.methodName(),
            method.methodType(),
            method.flags().flagsMask(),
            rewritten -> {
              method.elementList().stream()
                  .filter(part -> !(part instanceof CodeModel))
                  .forEach(rewritten::with);
              rewritten.withCode(code -> answer(code, method, edit.answer()));
            });
      } else {
        type.with(element);
      }
    };
  }

  private static void answer(CodeBuilder code, MethodModel method, int answer) {
    TypeKind kind = TypeKind.from(method.methodTypeSymbol().returnType());
    if (answer == Mutant.Nothings.EMPTY_SET) {
      ClassDesc set = ClassDesc.of("java.util.Set");
      code.invokestatic(set, "of", MethodTypeDesc.of(set), true).areturn();
      return;
    }
    switch (kind) {
      case VOID -> code.return_();
      case REFERENCE -> code.aconst_null().areturn();
      case LONG -> code.loadConstant((long) answer).lreturn();
      default -> code.loadConstant(answer).return_(kind);
    }
  }

  private void instead(CodeBuilder code, CodeElement element, Edit.Instead edit) {
    if (!(element instanceof InvokeInstruction call)
        || !call.name().equalsString(edit.called())
        || call.opcode() == Opcode.INVOKESTATIC) {
      code.with(element);
      return;
    }
    changes++;
    ClassDesc answer = call.typeSymbol().returnType();
    code.invokestatic(BUGS, edit.bug(), loose(call.typeSymbol(), answer));
    if (!answer.isPrimitive()) {
      code.checkcast(answer);
    }
  }

  /** The receiver and what is passed as objects, whatever the server calls them. */
  private static MethodTypeDesc loose(MethodTypeDesc type, ClassDesc answer) {
    ClassDesc[] parameters = new ClassDesc[type.parameterCount() + 1];
    parameters[0] = ConstantDescs.CD_Object;
    for (int i = 0; i < type.parameterCount(); i++) {
      parameters[i + 1] = loose(type.parameterType(i));
    }
    return MethodTypeDesc.of(loose(answer), Arrays.asList(parameters));
  }

  private static ClassDesc loose(ClassDesc type) {
    if (type.equals(ConstantDescs.CD_boolean)) {
      return ConstantDescs.CD_int;
    }
    return Optional.of(type).filter(ClassDesc::isPrimitive).orElse(ConstantDescs.CD_Object);
  }
}
