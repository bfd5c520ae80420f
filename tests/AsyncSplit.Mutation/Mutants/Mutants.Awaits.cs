namespace AsyncSplit.Mutation;

/// <content>Which awaits are boundaries, and of which kind.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Awaits()
    {
        const string Classifier = "Splitting/Awaits/AwaitClassifier.cs";

        yield return new("InlineSplit", "An await of Inline() stays in its step.",
            Classifier, "if (container == KnownNames.InlineExtensions && method.Name == \"Inline\")", "if (container is null)",
            "InlineAwaits");
        yield return new("ConfigureAwaitKept", "ConfigureAwait has no effect on a boundary.",
            Classifier, "bool => true,", "bool => false,",
            "AwaitForms", "ChainCallReceivers");
        yield return new("SuppressThrowingStripped", "ConfigureAwait that suppresses what is thrown is part of what is awaited.",
            Classifier, "(options & SuppressThrowing) == 0", "options >= 0",
            "AwaitableInFinally", "ConfigureAwaitOptionsUsed");
        yield return new("CallsOpaque", "A call of a chainable method is a message.",
            Classifier, "if (Chainables.IsChainable(method))\n        {\n            return new Boundary", "if (method.Name == \"\")\n        {\n            return new Boundary",
            "ChainCallReceivers");
        yield return new("NamedDelay", "The arguments of Task.Delay may be named.",
            "Splitting/Residuals/EntryWriter.Text.cs", "boundary.HasNamedArguments ? \"frame: \" : \"\"", "boundary.HasNamedArguments ? \"\" : \"\"",
            "NamedDelayArguments");
    }
}
