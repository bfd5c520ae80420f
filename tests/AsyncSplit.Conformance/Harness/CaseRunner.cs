using System.Reflection;
using AsyncSplit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Runs the rows of a case natively and split.</summary>
internal static class CaseRunner
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private static readonly MethodInfo RunWithResult = typeof(ChainTestHost).GetMethods().Single(method => method is { Name: nameof(ChainTestHost.RunAsync), IsGenericMethod: true });

    /// <summary>Gives what differs, row by row; nothing if the case conforms.</summary>
    public static async Task<IReadOnlyList<string>> CompareAsync(CaseBuild build)
    {
        using var assembly = new CaseAssembly(build);
        var differences = new List<string>();
        var mostSteps = 0;
        for (var row = 0; row < assembly.Inputs().Count; row++)
        {
            var title = $"{build.Name}, row {row + 1}: {Differences.Describe(assembly.Inputs()[row])}";
            try
            {
                var native = await Limited(row, assembly, RunNativelyAsync);
                var again = await Limited(row, assembly, RunNativelyAsync);
                if (!assembly.AreSame(native, again))
                {
                    differences.Add($"{title}\nThe case is wrong itself: two native runs differ.\n{Differences.Show("native", native, "again", again)}");
                    continue;
                }

                var split = await Limited(row, assembly, RunSplitAsync);
                mostSteps = Math.Max(mostSteps, split.EntryPoints.Count);
                if (!assembly.AreSame(native, split))
                {
                    differences.Add($"{title}\n{Differences.Show("native", native, "split", split)}");
                }
            }
            catch (RunTimedOutException exception)
            {
                // The run may go on in the background: no further rows, they would suffer from it.
                differences.Add($"{title}\n{exception.Message}");
                break;
            }
        }

        if (differences.Count == 0 && mostSteps < 2)
        {
            differences.Add($"{build.Name}: no row took more than one step. The handler ran, but it was not split.");
        }

        return differences;
    }

    private static async Task<RunOutcome> Limited(int row, CaseAssembly assembly, Func<int, CaseAssembly, object, Task<RunOutcome>> run)
    {
        var journal = Activator.CreateInstance(assembly.JournalType)!;

        // On a thread of its own: a step that never ends is to fail, not to hang the harness.
        var running = Task.Run(() => run(row, assembly, journal));
        if (await Task.WhenAny(running, Task.Delay(TimeLimit)) == running)
        {
            return await running;
        }

        var sofar = (IReadOnlyList<string>)assembly.JournalType.GetProperty("Lines")!.GetValue(journal)!;
        throw new RunTimedOutException($"{run.Method.Name} did not end within {TimeLimit.TotalSeconds} s. Its journal so far ({sofar.Count} lines):\n{string.Join('\n', sofar.Take(50))}");
    }

    private static async Task<RunOutcome> RunNativelyAsync(int row, CaseAssembly assembly, object journal)
    {
        var services = new ServiceCollection();
        AddServices(services, assembly, journal);
        await using var provider = services.BuildServiceProvider();
        var handler = assembly.Run.IsStatic ? null : provider.GetRequiredService(assembly.Type);
        var inputs = assembly.Inputs()[row];
        return await EndAsync(assembly, journal, () => AwaitAsync(Invoke(assembly.Run, handler, inputs), assembly.Run.ReturnType));
    }

    private static async Task<RunOutcome> RunSplitAsync(int row, CaseAssembly assembly, object journal)
    {
        await using var host = ChainTestHost.Create([assembly.Assembly], services => AddServices(services, assembly, journal));
        var inputs = assembly.Inputs()[row];
        var name = $"{assembly.Type.Name}.{assembly.Run.Name}";
        var outcome = await EndAsync(assembly, journal, () => RunAsync(host, assembly.Run.ReturnType, name, inputs));
        return outcome with { EntryPoints = [.. host.EntryPoints] };
    }

    private static async Task<object?> RunAsync(ChainTestHost host, Type declared, string name, object?[] inputs)
    {
        if (!declared.IsGenericType)
        {
            await host.RunAsync(name, inputs);
            return null;
        }

        var run = RunWithResult.MakeGenericMethod(declared.GetGenericArguments());
        return await AwaitAsync(Invoke(run, host, [name, inputs]), run.ReturnType);
    }

    private static void AddServices(IServiceCollection services, CaseAssembly assembly, object journal)
    {
        services.AddSingleton(assembly.JournalType, journal);
        foreach (var (service, implementation) in assembly.Services())
        {
            services.AddSingleton(service, implementation);
        }
    }

    private static async Task<RunOutcome> EndAsync(CaseAssembly assembly, object journal, Func<Task<object?>> run)
    {
        object? result;
        try
        {
            result = await run();
        }
        catch (Exception exception)
        {
            return assembly.Threw(exception, journal);
        }

        return assembly.Returned(result, journal);
    }

    private static object Invoke(MethodInfo run, object? handler, object?[] inputs) =>
        run.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, inputs, null)!;

    private static async Task<object?> AwaitAsync(object returned, Type declared)
    {
        var task = returned as Task ?? (Task)declared.GetMethod(nameof(ValueTask.AsTask))!.Invoke(returned, null)!;
        await task;
        return declared.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }

    private sealed class RunTimedOutException(string message) : Exception(message);
}
