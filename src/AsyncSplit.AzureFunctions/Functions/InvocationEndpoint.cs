using System.Buffers;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>Answers the Functions host: a success status for what is done with, any other for what is to be tried again.</summary>
internal sealed class InvocationEndpoint
{
    /// <summary>The timer-triggered function that removes items whose time is up.</summary>
    public const string Purge = "Purge";

    /// <summary>How long before the host would end the process a step is cancelled: time enough to answer. At most a fifth of what there is.</summary>
    public static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(3);

    private readonly PushedSteps _steps;
    private readonly TableItems? _items;
    private readonly HostFile _host;
    private readonly TimeProvider _clock;
    private readonly ILogger<InvocationEndpoint> _logger;
    private readonly CancellationTokenSource _drained = new();

    public InvocationEndpoint(
        PushedSteps steps, TableItems? items, HostFile host, IOptions<AsyncSplitOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<InvocationEndpoint> logger)
    {
        _steps = steps;
        _items = items;
        _host = host;
        _clock = clock;
        _logger = logger;

        // A process that is to end lets its steps go on for a while.
        lifetime.ApplicationStopping.Register(() => _drained.CancelAfter(options.Value.DrainTimeout));
    }

    /// <summary>Handles the request for one invocation.</summary>
    public async Task RunAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var function = (string)http.GetRouteValue("function")!;
        using var log = InvocationLog.Begin();
        var status = await RunAsync(function, http).ConfigureAwait(false);
        http.Response.StatusCode = status;
        if (status != StatusCodes.Status200OK)
        {
            // The host does not read the answer then.
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Answer(log.Take()), CancellationToken.None).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Answer(IReadOnlyList<string> lines)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartObject("Outputs"u8);
        writer.WriteEndObject();
        writer.WriteStartArray("Logs"u8);
        foreach (var line in lines)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        writer.WriteNull("ReturnValue"u8);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private async Task<int> RunAsync(string function, HttpContext http)
    {
        using var request = new MemoryStream();
        await http.Request.Body.CopyToAsync(request, CancellationToken.None).ConfigureAwait(false);

        // Not disposed of: a step that has been left behind still has the token.
        var time = _host.Timeout is { } timeout ? new CancellationTokenSource(timeout - Shorter(CancelTimeout, timeout / 5), _clock) : new CancellationTokenSource();
        await using var draining = _drained.Token.UnsafeRegister(static (state, _) => ((CancellationTokenSource)state!).Cancel(), time).ConfigureAwait(false);
        try
        {
            return function == Purge
                ? await PurgeAsync(time.Token).ConfigureAwait(false)
                : await StepAsync(function, request.GetBuffer().AsMemory(0, (int)request.Length), time.Token).ConfigureAwait(false);
        }
        finally
        {
            await time.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> StepAsync(string function, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        Invocation invocation;
        try
        {
            invocation = InvocationReader.Read(request);
        }
        catch (FormatException exception)
        {
            _logger.NotAnInvocation(exception, function);
            return StatusCodes.Status400BadRequest;
        }

        var answer = await _steps.RunAsync(new ReceivedEnvelope(invocation.Message, invocation.Attempt, null), cancellationToken).ConfigureAwait(false);
        if (!answer.IsDone)
        {
            _logger.GivenBack(invocation.MessageId, function, invocation.Attempt);
        }

        return answer.IsDone ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }

    private async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        if (_items is not null)
        {
            await _items.PurgeAsync(_clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return StatusCodes.Status200OK;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
