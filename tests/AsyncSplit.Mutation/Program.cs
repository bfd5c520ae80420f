namespace AsyncSplit.Mutation;

/// <summary>
/// All mutants against the whole corpus: <c>dotnet run -- Name…</c> prints for each, or each of the named ones, how many cases notice it and the first of them.
/// What no case notices is a rule that the corpus does not test, or code that does nothing. <c>-q</c> goes on to the next mutant after the first case, <c>-w</c> asks
/// its witnesses alone, <c>-v</c> prints what each case has noticed. <c>-o folder</c> asks nobody and writes the mutants' assemblies for the fuzzer's <c>--generator</c>.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var folder = args.SkipWhile(arg => arg != "-o").Skip(1).FirstOrDefault();
        var names = args.Where(arg => !arg.StartsWith('-') && arg != folder).ToList();
        if (names.Except(Mutants.All.Select(mutant => mutant.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no mutant {unknown}.");
            return 2;
        }

        var mutants = Mutants.All.Where(mutant => names.Count == 0 || names.Contains(mutant.Name)).ToList();
        foreach (var stale in mutants.Where(mutant => GeneratorSources.Count(mutant) != 1))
        {
            Console.WriteLine($"{stale.Name}: its text stands {GeneratorSources.Count(stale)} times in {stale.File}.");
        }

        if (folder is not null)
        {
            foreach (var mutant in mutants)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{mutant.Name}.dll"), new MutatedGenerator(mutant).Image);
            }

            return 0;
        }

        var failed = mutants.Count(mutant => GeneratorSources.Count(mutant) != 1);
        foreach (var mutant in mutants.Where(mutant => GeneratorSources.Count(mutant) == 1))
        {
            var noticed = await NoticedByAsync(mutant, args);
            failed += noticed.Count == 0 ? 1 : 0;
            Console.WriteLine($"{(noticed.Count == 0 ? "none" : noticed.Count),5}  {mutant.Name,-28}  {mutant.Rule}");
            Console.WriteLine($"       {string.Join("; ", noticed.Take(3))}");
        }

        Console.WriteLine(failed == 0 ? "Each mutant is noticed." : $"{failed} noticed by no case.");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<List<string>> NoticedByAsync(Mutant mutant, string[] args)
    {
        var noticed = new List<string>();
        var generator = new MutatedGenerator(mutant);
        var cases = args.Contains("-w") ? mutant.Witnesses : Jury.Concerned(generator.Create());
        var enough = args.Contains("-q") ? 1 : int.MaxValue;
        foreach (var name in cases.TakeWhile(_ => noticed.Count < enough))
        {
            if (await Jury.JudgeAsync(name, generator.Create()) is not { } reason)
            {
                continue;
            }

            noticed.Add($"{name} {reason.Split(':')[0]}");
            if (args.Contains("-v"))
            {
                Console.WriteLine($"──── {name} {reason}");
            }
        }

        return noticed;
    }
}
