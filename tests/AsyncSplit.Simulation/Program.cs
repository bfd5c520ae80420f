using AsyncSplit.Simulation.Queues;
using AsyncSplit.Simulation.Shrinking;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation;

/// <summary>Many worlds by their seeds, or one scenario with its trace.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Options options;
        try
        {
            options = Options.Parse(args);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\n{Options.Usage}");
            return 2;
        }

        return options.Scenario is { } scenario ? Trace(scenario) : options.Queues ? RunQueues(options) : Run(options);
    }

    private static int Run(Options options)
    {
        var campaign = new Campaign(options.From, options.Seeds, options.Jobs);
        var violated = campaign.Run();
        Console.WriteLine($"{campaign.Worlds} worlds, {campaign.Executions} steps, {campaign.Elapsed.TotalSeconds:F1} s.");
        return violated is null ? 0 : Trace(violated);
    }

    private static int RunQueues(Options options)
    {
        using var laboratory = new Laboratory();
        for (var seed = options.From; seed < options.From + options.Seeds; seed++)
        {
            var trace = new List<string>();
            try
            {
                new QueueWorld(laboratory, QueueScenario.Of(seed), trace).Run();
            }
            catch (Exception exception)
            {
                Console.WriteLine(string.Join('\n', trace));
                Console.WriteLine($"VIOLATION: {exception}\nof {QueueScenario.Of(seed)}");
                return 1;
            }
        }

        Console.WriteLine($"{options.Seeds} worlds.");
        return 0;
    }

    private static int Trace(Scenario scenario)
    {
        using var laboratory = new Laboratory();
        if (Shrinker.Violation(laboratory, scenario) is null)
        {
            Console.WriteLine("Nothing is violated.");
            return 0;
        }

        var shrunk = Shrinker.Shrink(laboratory, scenario);
        var trace = new List<string>();
        var violation = Shrinker.Violation(laboratory, shrunk, trace);
        Console.WriteLine(string.Join('\n', trace));
        Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine($"Again with: --scenario \"{shrunk}\"");
        return 1;
    }
}
