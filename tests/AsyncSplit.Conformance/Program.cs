using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>
/// The harness by hand. <c>dotnet run -- Name…</c> prints the generated code of cases and compares them; without names every case is compared and
/// gets a line; with <c>--shared</c> first, entry points share what they can; <c>--stops</c> prints where a debugger would stop at something else than the user's code; <c>--refused</c> prints the refused ones as lines of the list of unsupported cases.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--refused"])
        {
            PrintRefused();
            return 0;
        }

        var options = CaseOptions.Default;
        if (args is ["--stops", .. var names])
        {
            foreach (var name in names.Length > 0 ? names : CorpusFiles.Names.Where(name => UnsupportedCases.Find(name) is null))
            {
                Print(name, string.Join('\n', Stops.Wrong(CaseCompiler.Build(name))));
            }

            return 0;
        }

        if (args is ["--shared", .. var rest])
        {
            (options, args) = (CaseOptions.Shared, rest);
        }

        var failed = 0;
        foreach (var name in args.Length > 0 ? args : CorpusFiles.Names)
        {
            if (!CorpusFiles.Names.Contains(name))
            {
                Console.Error.WriteLine($"There is no case {name}.");
                return 2;
            }

            if (args.Length > 0)
            {
                PrintBuild(CaseCompiler.Build(name, options));
            }

            var verdict = await Verdict.OfAsync(name, options);
            failed += verdict.IsAsListed ? 0 : 1;
            Console.WriteLine($"{(verdict.IsAsListed ? "ok  " : "FAIL")} {name}: {verdict.Summary}");
            if (args.Length > 0 && verdict.Message.Length > 0)
            {
                Console.WriteLine(verdict.Message);
            }
        }

        Console.WriteLine(failed == 0 ? "All as expected." : $"{failed} not as expected.");
        return failed == 0 ? 0 : 1;
    }

    private static void PrintBuild(CaseBuild build)
    {
        foreach (var (hintName, text) in build.Generated)
        {
            Console.WriteLine($"──── {hintName}");
            Console.WriteLine(text);
        }

        Console.WriteLine("────");
        Print("The rules say", CaseBuild.Describe(build.Hints));
        Print("Warnings in generated code", CaseBuild.Describe(build.GeneratedWarnings));
    }

    private static void Print(string title, string text)
    {
        if (text.Length > 0)
        {
            Console.WriteLine($"{title}:\n{text}");
        }
    }

    private static void PrintRefused()
    {
        foreach (var build in CorpusFiles.Names.Select(CaseCompiler.Build).Where(build => build.IsRefused))
        {
            var first = build.Refusals[0];
            Console.WriteLine($"{build.Name} {first.Id} {first.GetMessage()}");
        }
    }
}
