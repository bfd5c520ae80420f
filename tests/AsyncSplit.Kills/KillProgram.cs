using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Kills;

/// <summary>The program of a database's own project: a worker (<c>worker CONNECTION STEPS WORK</c>), or a run with workers that it starts and kills (<c>--chains 2000 --kills 20 --workers 3 --seed 1</c>).
/// Without kills it measures: <c>--kills 0 --workers 4 --steps 8 --work 10</c>.</summary>
public static class KillProgram
{
    /// <summary>What a worker says when it runs.</summary>
    public const string Started = "started";

    /// <param name="args">The program's arguments.</param>
    /// <param name="open">The store of a worker.</param>
    /// <param name="create">A store of its own for a run, removed with it.</param>
    /// <returns>The exit code: 1 for a run in which something was lost or done twice.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string, KillStore> open, Func<KillStore> create)
    {
        if (args is ["worker", var connection, var steps, var work])
        {
            using var host = KillHost.Create(open(connection), int.Parse(steps, null), int.Parse(work, null));
            await host.StartAsync();
            Console.WriteLine(Started);
            await host.WaitForShutdownAsync();
            return 0;
        }

        var options = Parse(args);
        var store = create();
        Console.WriteLine($"{options.Chains} chains, {options.Workers} workers, {options.Kills} kills, seed {options.Seed}, {store.ConnectionString}");
        try
        {
            var report = await new KillRun(System.Reflection.Assembly.GetEntryAssembly()!.Location, store, options).RunAsync();
            Console.WriteLine($"{report.Killed} processes killed, {report.Repeated} steps delivered again, {report.Elapsed.TotalSeconds:0.0} s, {options.Chains / report.Elapsed.TotalSeconds:0.0} chains/s");
            foreach (var violation in report.Violations)
            {
                Console.WriteLine(violation);
            }

            Console.WriteLine(report.Violations.Count == 0 ? "Nothing was lost, nothing was done twice." : $"{report.Violations.Count} violations.");
            return report.Violations.Count == 0 && report.Killed == options.Kills ? 0 : 1;
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private static KillOptions Parse(string[] args)
    {
        var options = new KillOptions();
        for (var index = 0; index + 1 < args.Length; index += 2)
        {
            var value = int.Parse(args[index + 1], null);
            options = args[index] switch
            {
                "--chains" => options with { Chains = value },
                "--kills" => options with { Kills = value },
                "--workers" => options with { Workers = value },
                "--steps" => options with { Steps = value },
                "--work" => options with { Work = value },
                "--seed" => options with { Seed = value },
                _ => throw new ArgumentException($"Unknown argument {args[index]}.", nameof(args)),
            };
        }

        return options;
    }
}
