namespace AsyncSplit.Mutation;

/// <content>Lowering of statements.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Statements()
    {
        const string Lowering = "Splitting/Lowering/Statements/HandlerLowering";
        const string Common = $"{Lowering}.Statements.cs";
        const string Tail = "Splitting/Awaits/TailPosition.cs";
        const string ForEach = $"{Lowering}.ForEach.cs";
        const string Try = $"{Lowering}.Try.cs";
        const string Finally = $"{Lowering}.Finally.cs";
        const string Cases = $"{Lowering}.Cases.cs";
        const string Edits = "Splitting/Lowering/TextEdits.cs";

        yield return new("TailCallInTry", "A call inside try is no tail call: its exception is to be caught.",
            Tail, "attempt.Block == current || attempt.Finally is not null", "attempt.Finally is not null",
            "RethrowAfterAwait") { InTests = true };
        yield return new("TailCallInFinally", "A call in a catch block is no tail call where a finally block follows.",
            Tail, "attempt.Block == current || attempt.Finally is not null", "attempt.Block == current",
            "TailCalls");
        yield return new("TailCallConverts", "A call whose result is converted to the handler's is no tail call.",
            Common, "|| SymbolEqualityComparer.IncludeNullability.Equals(boundary.Result", "|| true | SymbolEqualityComparer.IncludeNullability.Equals(boundary.Result",
            "ConvertedResults");
        yield return new("CheckedBlockLost", "The rest of a checked block is checked.",
            Common, "new BlockNode(region.Block, region.Keyword.ValueText)", "new BlockNode(region.Block)",
            "CheckedArithmetic", "CheckedBlocks") { InTests = true };
        yield return new("ListChangesUnnoticed", "A list that changes while it is iterated over makes the loop throw.",
            ForEach, "var count = isList ? ", "var count = isList && type is null ? ",
            "ForEachOverChangedList");
        yield return new("SequenceVariableShared", "foreach goes on over the sequence it started with, whatever its variable is assigned.",
            ForEach, "is ILocalSymbol or IParameterSymbol && IsStable(loop.Expression)", "is ILocalSymbol or IParameterSymbol",
            "LoopForms");
        yield return new("ElementsNotCast", "foreach with a written type casts each element.",
            ForEach, "named.Type.IsVar ? \"\" :", "!named.Type.IsVar ? \"\" :",
            "ForEachConverting");
        yield return new("CatchesNotResumed", "An await inside try is resumed when it fails.",
            Try, "boundary.Catches = true;", "boundary.Catches = false;",
            "AwaitInCatch", "CatchHierarchy") { InTests = true };
        yield return new("CatchInFinallyNotResumed", "An await in a catch block with a finally block is resumed when it fails.",
            Try, "node.Body.Boundaries.Concat(node.Finally is null ? [] : node.Boundaries)", "node.Body.Boundaries",
            "FailureInCatchBeforeFinally");
        yield return new("AwaitingFinallyNotResumed", "An await inside try with a finally block that awaits is resumed when it fails.",
            Finally, "boundary.Catches = true;", "boundary.Catches = false;",
            "AwaitInFinally", "AwaitableInFinally");
        yield return new("ResourceLeaks", "A resource is disposed of when an await in its scope fails.",
            $"{Lowering}.Using.cs", "boundary.Catches = true;", "boundary.Catches = false;",
            "AwaitUsing", "AwaitUsingInLoops", "UsingAndAssignment") { InTests = true };
        yield return new("FinallySwallows", "What a try block throws is thrown again behind a finally block that awaits.",
            Finally, "Code.Of(Code.Of(pending), \" is not null\")", "Code.Of(Code.Of(pending), \" is not null && false\")",
            "AwaitInFinally", "FilterBeforeFinally") { InTests = true };
        yield return new("BreakInsideLeaves", "A break of a loop inside the try block does not pass the finally block that awaits.",
            Finally, "target != exits.Once && target.Syntax.Span.Contains(exits.Syntax.Span)", "target != exits.Once",
            "FinallyAwaitsLoops");
        yield return new("GotoInsideLeaves", "A goto inside the try block does not pass the finally block that awaits.",
            Finally, "!mark.IsInside(exits.Syntax.Span)", "mark is not null",
            "JumpsBesideAwaitingFinally") { InTests = true };
        yield return new("DefaultInPlace", "The default of a switch comes last, wherever it stands.",
            Cases, "if (section.Labels is [DefaultSwitchLabelSyntax])\n        {\n", "if (section.Labels is [DefaultSwitchLabelSyntax])\n        {\n            Add(In(new BlockNode(section), () => Released(() => LowerSectionBody(section))));\n",
            "WhenAwaits");
        yield return new("ArmsFallThrough", "An arm of a switch expression whose condition is met is the only one.",
            Cases, "if (_block.Items[_block.Items.Count - 1] is not StatementNode { Completes: false })", "if (_block.Items.Count == 0)",
            "ArmsWithWhen");
        yield return new("CallerNameLost", "[CallerMemberName] is the handler's name.",
            Edits, "case \"System.Runtime.CompilerServices.CallerMemberNameAttribute\":", "case \"\":",
            "CallerInformation") { InTests = true };
        yield return new("CallerExpressionLost", "[CallerArgumentExpression] is the argument as the user wrote it.",
            Edits, "CallerArgumentExpressionAttribute\" when isRewritten", "CallerArgumentExpressionAttribute\" when !isRewritten",
            "CallerInformation");
        yield return new("DirectivesKept", "Preprocessor directives, and what they switch off, are left out.",
            Edits, "_edits.Add(new TextEdit(trivia.FullSpan, \"\"));", "",
            "CommentsAndDirectives", "RegionAcrossStatements");
    }
}
