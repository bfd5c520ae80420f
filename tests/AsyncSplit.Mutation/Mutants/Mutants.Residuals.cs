namespace AsyncSplit.Mutation;

/// <content>The rest of the program behind a boundary.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Residuals()
    {
        const string Writer = "Splitting/Residuals/EntryWriter";
        const string Rest = $"{Writer}.Rest.cs";
        const string Full = $"{Writer}.Full.cs";
        const string Text = $"{Writer}.Text.cs";
        const string Try = $"{Writer}.Try.cs";
        const string Tails = $"{Writer}.Tails.cs";
        const string Labels = $"{Writer}.Labels.cs";

        yield return new("FinallyRunsAtSuspension", "A suspending outcome leaves try without running the user's finally block.",
            Tails, "outcome += $\".Suspending(ref {guard.Flag})\";", "",
            "CatchOrderAcross", "FilterBeforeFinally") { InTests = true };
        yield return new("OuterFinallyRunsAtSuspension", "A suspending outcome leaves all the try statements around it, not only the innermost.",
            Tails, "in suspends ? _guards : []", "in suspends ? _guards.Take(1) : []",
            "FinallyInFinally") { InTests = true };
        yield return new("StateBeforeCompletion", "State is captured when the awaited operation has completed.",
            Text, "return $\"{KnownNames.Step}.Resume({awaited}, {NewState(node.Boundary, output)})\";", "output.Lines.Insert(output.Lines.Count - 1, new Model.Entries.BodyLine(0, $\"var early{awaited} = {NewState(node.Boundary, output)};\", null)); return $\"{KnownNames.Step}.Resume({awaited}, early{awaited})\";",
            "AsyncLocalFunctions", "AwaitableInFinally") { InTests = true };
        yield return new("ContinueEndsLoop", "continue in the rest of a loop's body goes on with the loop.",
            Text, "if (jump.IsContinue)", "if (jump.IsContinue && jumps.Continue is null)",
            "WhileWithContinue", "NestedBreakContinue") { InTests = true };
        yield return new("BreakContinues", "break in the rest of a loop's body ends the loop.",
            Text, "return jumps.Break is { } end ? $\"goto {end};\" : \"break;\";", "return \"break;\";",
            "ArmsWithWhen", "AssignmentOrder");
        yield return new("RethrowOutsideCatch", "throw; in the rest of a catch block throws the captured exception.",
            Text, "case RethrowText rethrow when !_resumedCatches.Contains(rethrow.Catch):", "case RethrowText rethrow when rethrow.Catch is not null:",
            "RethrowAfterAwait");
        yield return new("LoopEndsAfterRest", "The loop runs again after the rest of its body.",
            Rest, "completes = completes && Full(loop, output, again: true);", "completes = completes && Full(loop, new Output(), again: true);",
            "BubbleSort", "WhileWithContinue") { InTests = true };
        yield return new("CatchRestWithoutFinally", "The rest of a catch block runs inside the same finally.",
            Rest, "completes = WriteTry(attempt, guard, body, null, output) && completes;", "_guards.Pop();\n            Braces(output, body);",
            "FinallyInFinally");
        yield return new("RestoredAtTheTop", "Locals are restored in their scope: those of sibling scopes stay apart.",
            Rest, "symbol is ILocalSymbol && block.Scopes.Contains(_context.Locals.ScopeOf(symbol))", "symbol is null",
            "SiblingScopes") { InTests = true };
        yield return new("DoTestsFirst", "The first round of a do loop is not tested.",
            Full, "var isDo = loop.TestsAfter && !again;", "var isDo = false;",
            "DoWhileAwaited", "LoopForms") { InTests = true };
        yield return new("ContinueSkipsTail", "continue leads to the condition or increment that awaits.",
            Full, "if (reachesTail || jumps.ContinueUsed)", "if (reachesTail)",
            "ForAwaitedParts", "DoWhileAwaited");
        yield return new("FirstCatchOnly", "All catch clauses are around the rest of a try block.",
            Try, "foreach (var part in attempt.Catches)", "foreach (var part in attempt.Catches.Take(1))",
            "CatchHierarchy");
        yield return new("FiltersLost", "A catch clause keeps its filter.",
            Try, "clause.Filter?.Span.End ?? clause.Declaration", "clause.Declaration",
            "ExceptionFilters");
        yield return new("BackwardGotoLost", "A goto back to a label before the boundary finds what follows it again.",
            Labels, "first < 0 || !block", "first < 9 || !block",
            "GotoRetry");
        yield return new("GotoCaseLost", "goto case out of the rest of a section finds the other section.",
            Labels, "while (names.FirstOrDefault(pair => !pair.Value.IsWritten) is { Value: { } label } pending)", "while (names.FirstOrDefault(pair => pair.Value is null) is { Value: { } label } pending)",
            "SwitchStatement", "GotoRetry");
        yield return new("SectionLocalsApart", "The sections of a switch statement share one scope.",
            $"{Writer}.Switch.cs", "var shared = SharedBySections(choice, sections);", "var shared = new List<ISymbol>();",
            "SwitchBlockScope", "SwitchStatement") { InTests = true };
        yield return new("SharedByValue", "What the shared rest of a try block writes is the caller's local, not a copy.",
            Tails, "!IsWholeRest && _written.Contains(symbol) && IsOutside(symbol)", "!IsWholeRest && symbol is null",
            "SharedRestsInTry") { InTests = true };
        yield return new("ResourceDisposedAtSuspension", "A resource is disposed of when control leaves its scope, not when the step ends.",
            Try, "output.Add(\"finally\");\n        if (guard.Flag is not null)", "output.Add(\"finally\");\n        if (guard.Flag is not null && attempt.Finally?.Origin is not null)",
            "UsingDeclarations", "UsingStatements") { InTests = true };
    }
}
