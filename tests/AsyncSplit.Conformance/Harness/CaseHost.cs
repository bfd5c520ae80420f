using System.Reflection;
using AsyncSplit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Runs cases of an assembly, natively and split.</summary>
/// <param name="assembly">The cases.</param>
/// <param name="lifetime">Of handlers and contracts. With new ones for each step, one host serves many runs, one after the other.</param>
/// <param name="timeLimit">For a run; 10 s if null.</param>
internal sealed class CaseHost(CaseAssembly assembly, ServiceLifetime lifetime, TimeSpan? timeLimit = null) : IAsyncDisposable
{
    private readonly TimeSpan _timeLimit = timeLimit ?? TimeSpan.FromSeconds(10);

    private static readonly MethodInfo RunWithResult = typeof(ChainTestHost).GetMethods().Single(method => method is { Name: nameof(ChainTestHost.RunAsync), IsGenericMethod: true });

    private object _journal = new();
    private ServiceProvider? _native;
    private ChainTestHost? _split;
    private ChainTestHost? _fused;

    /// <summary>Calls a case's method directly.</summary>
    /// <exception cref="RunTimedOutException">It does not end. It may go on in the background, and this host is of no more use.</exception>
    public Task<RunOutcome> RunNativelyAsync(CaseType @case, int row) => LimitedAsync("The native run", async journal =>
    {
        _native ??= Native();
        var inputs = @case.Inputs()[row];
        using var run = PlainRun.Begin();
        return await EndAsync(journal, () => AwaitAsync(Invoke(@case.Run, @case.Run.IsStatic ? null : _native.GetRequiredService(@case.Type), inputs), @case.Run.ReturnType));
    });

    /// <summary>Runs a case through the engine, step by step.</summary>
    /// <exception cref="RunTimedOutException">It does not end. It may go on in the background, and this host is of no more use.</exception>
    public Task<RunOutcome> RunSplitAsync(CaseType @case, int row) => RunAsync("The split run", @case, row, () => _split ??= ChainTestHost.Create([assembly.Assembly], AddServices));

    /// <summary>Runs a case through the engine, steps going on in place as far as they can.</summary>
    /// <exception cref="RunTimedOutException">It does not end. It may go on in the background, and this host is of no more use.</exception>
    public Task<RunOutcome> RunFusedAsync(CaseType @case, int row) =>
        RunAsync("The fused run", @case, row, () => _fused ??= ChainTestHost.Create([assembly.Assembly], AddServices, new ChainTestOptions { Fuses = true }));

    private Task<RunOutcome> RunAsync(string what, CaseType @case, int row, Func<ChainTestHost> create) => LimitedAsync(what, async journal =>
    {
        var host = create();
        var inputs = @case.Inputs()[row];
        var steps = host.Steps.Count;
        var outcome = await EndAsync(journal, () => RunAsync(host, @case.Run.ReturnType, $"{@case.Type.Name}.{@case.Run.Name}", inputs));
        return outcome with { EntryPoints = [.. host.EntryPoints.Skip(steps)] };
    });

    public async ValueTask DisposeAsync()
    {
        if (_native is not null)
        {
            await _native.DisposeAsync();
        }

        foreach (var host in new[] { _split, _fused }.OfType<ChainTestHost>())
        {
            await host.DisposeAsync();
        }
    }

    private async Task<RunOutcome> LimitedAsync(string what, Func<object, Task<RunOutcome>> run)
    {
        var journal = _journal = Activator.CreateInstance(assembly.JournalType)!;

        // On a thread of its own: a step that never ends is to fail, not to hang the harness.
        var running = Task.Run(() => run(journal));
        if (await Task.WhenAny(running, Task.Delay(_timeLimit)) == running)
        {
            return await running;
        }

        var sofar = (IReadOnlyList<string>)assembly.JournalType.GetProperty("Lines")!.GetValue(journal)!;
        throw new RunTimedOutException($"{what} did not end within {_timeLimit.TotalSeconds} s. Its journal so far ({sofar.Count} lines):\n{string.Join('\n', sofar.Take(50))}");
    }

    private ServiceProvider Native()
    {
        var services = new ServiceCollection();
        AddServices(services);
        return services.BuildServiceProvider();
    }

    private void AddServices(IServiceCollection services)
    {
        services.Add(new ServiceDescriptor(assembly.JournalType, _ => _journal, lifetime));
        foreach (var (service, implementation) in assembly.Services())
        {
            services.Add(new ServiceDescriptor(service, implementation, lifetime));
        }
    }

    private async Task<RunOutcome> EndAsync(object journal, Func<Task<object?>> run)
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

    private static object Invoke(MethodInfo run, object? handler, object?[] inputs) =>
        run.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, inputs, null)!;

    private static async Task<object?> AwaitAsync(object returned, Type declared)
    {
        var task = returned as Task ?? (Task)declared.GetMethod(nameof(ValueTask.AsTask))!.Invoke(returned, null)!;
        await task;
        return declared.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }
}
