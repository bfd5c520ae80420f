namespace AsyncSplit.Mutation;

/// <content>Which locals are captured, and which are written meanwhile.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Flow()
    {
        const string Liveness = "Splitting/Flow/Liveness.cs";
        const string Paths = "Splitting/Flow/FlowPaths.cs";
        const string Events = "Splitting/Flow/FlowEvents.cs";
        const string Locals = "Splitting/Flow/LocalMap.cs";
        const string Unit = "Splitting/UnitAnalysis.cs";

        yield return new("HandlersIgnored", "What a catch or finally block reads is live throughout the try block.",
            Liveness, "live.UnionWith(LiveAt(handler));", "",
            "AwaitableInFinally", "CatchHierarchy") { InTests = true };
        yield return new("TryWritesKill", "What a handler reads stays live before an assignment inside the try block.",
            Liveness, " when !handled.Contains(written)", "",
            "CheckedBlocks", "TryAroundAwait");
        yield return new("FinallySkipped", "What a finally block assigns is not live before it.",
            Paths, "if (index < branch.FinallyRegions.Length)", "if (index < -1)",
            "AwaitableInFinally", "FinallyAwaitAssigns") { InTests = true };
        yield return new("OuterEntranceLost", "A finally block inside a finally block goes on to the end of the outer one.",
            Paths, "return new FlowNode(branch.Destination!, EntranceAround(branch.Destination!, outer));", "return new FlowNode(branch.Destination!, null);",
            "FinallyAwaitsLoops", "CheckedBlocks");
        yield return new("SecondFinallyLost", "A branch out of two try statements passes both finally blocks.",
            Paths, "entrance.Index + 1, entrance.Outer)", "99, entrance.Outer)",
            "ReturnThroughFinally");
        yield return new("ConstantConditionsFollowed", "A branch that a constant condition never takes is not followed.",
            Paths, "return jumps != branch.IsConditionalSuccessor;", "return false;",
            "ConstantConditions");
        yield return new("LambdaUsesIgnored", "What a lambda uses is live where it is created.",
            Events, "ReadCaptured(operation.Syntax, operation.Syntax);", "",
            "LambdasAroundAwaits", "LambdasBetweenAwaits");
        yield return new("FunctionUsesIgnored", "What a local function uses is live where it is called.",
            Events, "Read(locals.CapturedByCall(call.Syntax, method.OriginalDefinition), call.Syntax);", "",
            "AsyncLocalFunctions", "LocalFunctionCapturesLater");
        yield return new("FunctionReferencesIgnored", "What a local function uses is live where it becomes a delegate.",
            Events, "ReadCaptured(reference.Method, operation.Syntax);", "",
            "LocalFunctionsAsDelegates");
        yield return new("IncrementsDoNotRead", "An increment reads its target.",
            Events, "Visit(increment.Target);", "",
            "AwaitInFinally", "ArmsWithWhen");
        yield return new("OutArgumentsDoNotWrite", "An out argument assigns the local.",
            Events, "if (argument.Parameter?.RefKind == RefKind.Out)", "if (argument is null)",
            "DefiniteAssignment");
        yield return new("PatternsDoNotWrite", "A pattern assigns the variable that it declares.",
            Events, "if (declared is not null)", "if (declared is not null && operation is null)",
            "FinallyAwaitScopes");
        yield return new("AssignedCapturesRead", "A variable that is only assigned behind an await is not read before it.",
            Events, " && _assignedCaptures.Contains(capture.Id) && !IsReadThrough(capture)", " && capture is null",
            "AssignedThroughBranches");
        yield return new("ReadThroughLost", "A compound assignment reads its target, in whatever form the graph has it.",
            Events, " && !IsReadThrough(capture)", "",
            "CoalesceAssignmentValues");
        yield return new("HeldLocalsNotCaptured", "A local whose value is taken before the await and used after it is captured.",
            Unit, "symbols.UnionWith(boundary.HeldLocals);", "",
            "AssignmentOrder", "AwaitForms");
        yield return new("LaterLocalsCaptured", "A local that is declared behind the await is not captured.",
            Unit, "IsState(symbol) && !(Locals.DeclarationOf(symbol)?.SpanStart > boundary.Syntax.SpanStart)", "IsState(symbol)",
            "DeclaredBehindAwait", "StructAssignment");
        yield return new("TupleTargetsDoNotWrite", "A deconstruction writes the locals in it.",
            Locals, "while (node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax)", "while (node.Parent is ParenthesizedExpressionSyntax)",
            "WritesBetweenOperands");
        yield return new("PrefixIncrementsDoNotWrite", "++local writes the local.",
            Locals, "prefix.IsKind(SyntaxKind.PreIncrementExpression) || ", "",
            "WritesBetweenOperands");
        yield return new("PostfixIncrementsDoNotWrite", "local++ writes the local.",
            Locals, "postfix.IsKind(SyntaxKind.PostIncrementExpression) || ", "",
            "CompoundLocals");
        yield return new("ReferencesDoNotWrite", "Passing a local by ref or out writes it.",
            Locals, "argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)", "argument is null",
            "WritesBetweenOperands");
        yield return new("StructChangesIgnored", "A struct is written through its members and methods.",
            Locals, "IsStored(identifier) || (IsMutableStruct(symbol) && IsChangedThrough(identifier))", "IsStored(identifier)",
            "StructReceivers");
        yield return new("SectionScopesApart", "A local of one section of a switch can be used in another.",
            Locals, "return choice;", "return node;",
            "SwitchBlockScope", "SwitchStatement");
        yield return new("EmbeddedScopesJoined", "The body of a loop is a scope of its own.",
            Locals, "or FixedStatementSyntax or LockStatementSyntax when child is StatementSyntax:", "or FixedStatementSyntax or LockStatementSyntax when child is null:",
            "EmbeddedDeclarations");
    }
}
