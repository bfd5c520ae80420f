namespace AsyncSplit.Mutation;

/// <content>Which awaits are boundaries, and of which kind.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Awaits()
    {
        const string Classifier = "Splitting/Awaits/AwaitClassifier.cs";

        const string Syntax = "Splitting/Awaits/AwaitSyntax.cs";
        const string Lifting = "Splitting/Lifting/CaptureAnalysis.cs";
        const string Text = "Splitting/Residuals/EntryWriter.Text.cs";

        yield return new("InlineSplit", "An await of Inline() stays in its step.",
            Classifier, "method.Name == \"Inline\" && Types.IsNamed(method.ContainingType, KnownNames.InlineExtensions)", "method.Name is null",
            "InlineAwaits") { InTests = true };
        yield return new("ConfigureAwaitKept", "ConfigureAwait has no effect on a boundary.",
            Syntax, "bool => true,", "bool => false,",
            "AwaitForms", "ChainCallReceivers");
        yield return new("SuppressThrowingStripped", "ConfigureAwait that suppresses what is thrown is part of what is awaited.",
            Syntax, "(options & SuppressThrowing) == 0", "options >= 0",
            "AwaitableInFinally", "ConfigureAwaitOptionsUsed") { InTests = true };
        yield return new("CallsOpaque", "A call of a chainable method is a message.",
            Classifier, "if (Chainables.IsChainable(method))\n        {\n            return new Boundary", "if (method.Name == \"\")\n        {\n            return new Boundary",
            "ChainCallReceivers") { InTests = true };
        yield return new("NamedDelay", "The arguments of Task.Delay may be named.",
            Text, "boundary.HasNamedArguments ? \"frame: \" : \"\"", "boundary.HasNamedArguments ? \"\" : \"\"",
            "NamedDelayArguments");
        yield return new("JoinsOpaque", "Awaiting a started call is a join: the step ends, and its task is a future.",
            Classifier, "&& forks.MayStart(operand)", "&& operand is null",
            "StartedThenAwaited", "WhenAllForms") { InTests = true };
        yield return new("RunningTasksUnsettled", "Tasks that run in the handler's process end before they are captured.",
            "Splitting/UnitAnalysis.cs", "RunsTasks = Forks.RunsTasks,", "RunsTasks = false,",
            "ForksAndOtherTasks") { InTests = true };
        yield return new("VirtualCallsStatic", "A call of a virtual handler reaches the method of the receiver's own class.",
            "Splitting/Chainables.cs", "Dispatch.ByName : Dispatch.OnReceiver;", "Dispatch.ByName : Dispatch.ByName;",
            "VirtualHandlers", "OverriddenHandlers") { InTests = true };
        yield return new("LiftedCapturesLeftOut", "A lifted function captures what the functions that it calls capture.",
            Lifting, "changed |= _captures[unit].Variables.Add(variable);", "",
            "LiftedCaptures", "LiftedNested");
        yield return new("LiftedCapturesLost", "What a lifted function captures travels with each call of it.",
            "Splitting/Lifting/Unit.cs", "$\"{name} = {name}\"", "$\"{name} = default!\"",
            "LiftedCaptures", "LiftedRecursion") { InTests = true };
        yield return new("LiftedCapturesDead", "What a lifted function captures is live where it is called.",
            "Splitting/Flow/LocalMap.cs", "is { } lifted ? lifted.Captured :", "is { } ? [] :",
            "LiftedCaptures", "LiftedRecursion");
    }
}
