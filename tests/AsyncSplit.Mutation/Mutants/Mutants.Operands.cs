namespace AsyncSplit.Mutation;

/// <content>Lowering of expressions.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Operands()
    {
        const string Lowering = "Splitting/Lowering/Expressions/HandlerLowering";
        const string Expressions = $"{Lowering}.Expressions.cs";
        const string Arguments = $"{Lowering}.Arguments.cs";
        const string Calls = $"{Lowering}.Calls.cs";
        const string Holding = $"{Lowering}.Holding.cs";
        const string Members = "Splitting/FixedMembers.cs";
        const string Assignments = $"{Lowering}.Assignments.cs";
        const string Choices = $"{Lowering}.Choices.cs";
        const string Conditions = $"{Lowering}.Conditions.cs";
        const string Initializers = $"{Lowering}.Initializers.cs";

        yield return new("OperandsNotHeld", "Operands before an await are evaluated before it.",
            Expressions, "index < last ? Hold(operands[index])", "index < last && HasBoundary(operands[index]) ? Hold(operands[index])",
            "ArgumentOrder", "ArmsWithWhen") { InTests = true };
        yield return new("ArgumentsBackwards", "Arguments are evaluated in the order in which they are written.",
            Arguments, "foreach (var argument in list?.Arguments ?? default)", "foreach (var argument in (list?.Arguments ?? default).Reverse())",
            "ArgumentOrder", "ArmsWithWhen") { InTests = true };
        yield return new("ReceiverSkipped", "The receiver of a chain call is evaluated for its effects, before the arguments.",
            Calls, "if (HasBoundary(value) || !IsStable(value))", "if (HasBoundary(value))",
            "ChainCallReceivers", "UnderscoreVariable") { InTests = true };
        yield return new("NullReceiverCalled", "A chain call on null fails, as any call does.",
            "Splitting/CallReceiver.cs", "!callee.IsStatic && !IsAlwaysThere", "callee.IsStatic && !IsAlwaysThere",
            "ChainCallReceivers");
        yield return new("CallReceiverNotHeld", "The receiver of a plain call is evaluated before the arguments.",
            Arguments, "operands is [var only] && only == access.Expression ? operands : OperandsOfPlace(access.Expression)", "operands is [] ? operands : []",
            "ChainCallReceivers", "CheckedExpressions");
        yield return new("ReferenceArgumentsNotHeld", "A local that is passed by reference is kept across an await in another argument.",
            Arguments, "HasBoundary(argument) || IsVariableArgument(argument)", "HasBoundary(argument)",
            "ReferenceArguments");
        yield return new("WrittenLocalsUnheld", "A local that is written between its evaluation and its use is held.",
            Holding, "return !IsWrittenMeanwhile(symbol, expression);", "return true;",
            "IncrementsAroundAwaits", "IncrementsEverywhere") { InTests = true };
        yield return new("ClosureWritesIgnored", "A local that a lambda or local function writes is held.",
            Holding, "if (locals.IsWrittenInFunction(symbol))", "if (symbol.Name == \"\")",
            "AsyncLocalFunctions", "ReferenceArguments") { InTests = true };
        yield return new("FieldsUnheld", "A field or property that can change is read when its turn comes.",
            Members, "IsReadOnly(symbol) || (!symbol.IsStatic && IsService(symbol, cancellationToken))", "true",
            "ComputedOperands");
        yield return new("PropertiesUnheld", "A property without a setter is held, unless it is automatic.",
            Members, "property.SetMethod is null && IsAutomatic(property)", "property.SetMethod is null",
            "ComputedOperands");
        yield return new("FieldsOfOthersUnheld", "A read-only field is read at once when its owner is evaluated only then.",
            Members, "when symbol.IsStatic || IsOfInstance(expression)", "when symbol is not null",
            "FieldsAsOperands");
        yield return new("EnclosingAssignmentCounts", "What an assignment around an operand writes counts as written meanwhile only where something else reads it.",
            Holding, "&& assignment.Left == reference.Identifier && assignment.Right.Span.Contains(use.Span)", "&& assignment.Left == reference.Identifier",
            "CompoundLocals");
        yield return new("OverflowContextLost", "Operands in checked(…) are evaluated in that context.",
            Holding, "_overflowContext is { } keyword ? Code.Of($\"{keyword}(\", value, \")\") : value", "value",
            "CheckedExpressions") { InTests = true };
        yield return new("UserConversionsLate", "An operand with a conversion of the user's is converted before the await.",
            Holding, "conversion.IsUserDefined || IsTargetTyped(expression) ?", "IsTargetTyped(expression) ?",
            "UserConversions");
        yield return new("TargetReceiverLate", "The receiver of an assignment's target is evaluated before the value.",
            Assignments, "return ReceiverOf(access.Expression);", "return [];",
            "StructPaths", "NullAndOutOfRange");
        yield return new("TargetIndexLate", "The index of an assignment's target is evaluated before the value, and once.",
            Assignments, "return [.. ReceiverOf(access.Expression), .. Arguments(access.ArgumentList)];", "return [.. ReceiverOf(access.Expression)];",
            "AssignmentOrder", "CompoundElements");
        yield return new("CompoundReadsLate", "A compound assignment reads its target before the value is awaited.",
            Assignments, "Code.Of(Code.Of(old), $\" {sign", "Code.Of(target, $\" {sign",
            "CompoundElements", "AsyncLocalFunctions") { InTests = true };
        yield return new("CompoundLocalReadsLate", "A compound assignment to a local that is written meanwhile reads the local first.",
            Assignments, " && !IsWrittenMeanwhile(local, (ExpressionSyntax)left)", "",
            "AsyncLocalFunctions", "CompoundLocals");
        yield return new("CompoundUnconverted", "A compound assignment converts its result to the type of the target.",
            Assignments, "operation.OutConversion.IsIdentity ? result", "true ? result",
            "CompoundNarrow");
        yield return new("StorageUnchecked", "Whether the struct or element that is written into is there shows before the value is awaited.",
            Assignments, "is { Count: > 0 } storage", "is { Count: > 9 } storage",
            "NullAndOutOfRange");
        yield return new("StructReceiverCopied", "A struct that is written into is a variable, not a value.",
            Assignments, "if (type is not { IsValueType: true, IsReadOnly: false })", "if (type is not null)",
            "DeclaredBehindAwait", "FieldMembers");
        yield return new("StructRootNotCaptured", "A struct local that is written into across an await is captured.",
            Assignments, "root != Unwrap(expression) && root is IdentifierNameSyntax", "root is null && root is IdentifierNameSyntax",
            "StructsLastUsed");
        yield return new("CoalesceAssignmentAlways", "??= evaluates its right side only where the left is null.",
            Assignments, "Code.Of(target, \" is null\")", "Code.Of(target, \" is null || true\")",
            "Coalescing", "CompoundProperties");
        yield return new("CoalesceAssignmentValueAlways", "??= whose value is used evaluates its right side only where the left is null.",
            Assignments, "Code.Of(Code.Of(value), \" is null\")", "Code.Of(Code.Of(value), \" is null || true\")",
            "CoalesceAssignmentValues");
        yield return new("DisjunctionEvaluatesBoth", "|| evaluates its right side only where the left is false.",
            Choices, "Code.Of(\"!(\", left, \")\")", "Code.Of(\"!(\", left, \") || true\")",
            "ConditionForms", "GeneratedLocals") { InTests = true };
        yield return new("ConjunctionBackwards", "&& evaluates its left side first.",
            Conditions, "LowerWhenTrue(both.Left, () => LowerWhenTrue(both.Right, then));", "LowerWhenTrue(both.Right, () => LowerWhenTrue(both.Left, then));",
            "ConditionForms", "ConjunctionValues");
        yield return new("CoalesceEvaluatesBoth", "?? evaluates its right side only where the left is null.",
            Choices, "Code.Of(Code.Of(single), \" is null\")", "Code.Of(Code.Of(single), \" is null || true\")",
            "Coalescing", "ConditionalAccessChains");
        yield return new("CoalesceOfNullableEvaluatesBoth", "?? with a nullable value on its left evaluates its right side only where that is null.",
            Choices, "IfNode(Code.Of(Code.Of(left), \" is null\")", "IfNode(Code.Of(Code.Of(left), \" is null || true\")",
            "ExpressionBodied", "NullableDeep");
        yield return new("NullConditionalAlways", "?. skips the rest of the access where the receiver is null.",
            Choices, "Code.Of(Code.Of(receiver), \" is not null\")", "Code.Own(\"true\")",
            "Coalescing", "ConditionalAccessChains") { InTests = true };
        yield return new("ConditionalConditionUnchecked", "A condition is evaluated in the overflow context around it.",
            Conditions, "var test = InOverflowContext(Lower(condition));\n            Add", "var test = Lower(condition);\n            Add",
            "CheckedChoices");
        yield return new("NoMatchUnnoticed", "A switch expression without a matching arm throws.",
            Choices, "if (!hasDiscard)", "if (hasDiscard)",
            "CheckedExpressions", "ExpressionBodied");
        yield return new("ConstructorsLate", "A constructor that does something runs before the values of an initializer are awaited.",
            Initializers, "&& IsPlainType(constructor.ContainingType)", "",
            "InitializersOfMembers");
        yield return new("ConstructorBodyLate", "A constructor with a body runs before the values of an initializer are awaited.",
            Initializers, "reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax)\n", "true)\n",
            "CreationBeforeInitializer");
        yield return new("SettersLate", "Setters that do something run one by one, between the awaits of an initializer.",
            Initializers, "IsAutomatic(property) && IsPlainValue", "IsPlainValue",
            "InitializersThatFail");
        yield return new("DictionaryAddsLate", "What a collection initializer adds is added one by one where adding can fail.",
            Initializers, "element is not (InitializerExpressionSyntax or AssignmentExpressionSyntax)", "element is not null",
            "DictionaryInitializers");
        yield return new("CollectionOfUserLate", "A collection class of the user's is filled one by one.",
            Initializers, "return !isOfUser && AddsOnly(initializer);", "return AddsOnly(initializer);",
            "InitializersThatFail");
    }
}
