using AsyncSplit.Fuzz.Generation;
using AsyncSplit.Fuzz.Running;
using AsyncSplit.Fuzz.Shrinking;

namespace AsyncSplit.Fuzz;

/// <summary>The long run, and one program by its seed.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
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

        if (options.Prints)
        {
            Console.WriteLine(CaseFile.Write(ProgramGenerator.Generate(options.From)));
            return 0;
        }

        if (options.Generator is { } generator)
        {
            TestedGenerator.Use(generator);
        }

        if (options.Shares)
        {
            TestedGenerator.ShareAlways();
        }

        var report = await Campaign.RunAsync(options, Console.Out);
        report.WriteTo(Console.Out);
        return report.Failures == 0 ? 0 : 1;
    }
}
