using System.Globalization;
using System.Net;
using AsyncSplit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DoubleBilling.Measuring;

/// <summary>
/// The external robot: <c>POST /jobs/{milliseconds}?done={token}</c> begins a job, after which it completes the callback; <c>GET /jobs/{milliseconds}</c> answers when the job is done.
/// </summary>
internal sealed class RobotServer : IAsyncDisposable
{
    private const string Parcel = "parcel";

    private readonly WebApplication _server;
    private IChainClient? _chains;

    private RobotServer(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public static async Task<RobotServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var robot = new RobotServer(server);
        server.Run(robot.HandleAsync);
        await server.StartAsync();
        return robot;
    }

    /// <summary>Gives it the client with which it completes callbacks.</summary>
    public void Connect(IChainClient chains) => _chains = chains;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var job = TimeSpan.FromMilliseconds(int.Parse(context.Request.Path.Value!.Split('/')[^1], CultureInfo.InvariantCulture));
        if (context.Request.Query["done"].ToString() is { Length: > 0 } token)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            _ = CompleteAsync(job, new CallbackToken(token));
            return;
        }

        await Task.Delay(job);
        await context.Response.WriteAsync(Parcel);
    }

    private async Task CompleteAsync(TimeSpan job, CallbackToken token)
    {
        await Task.Delay(job);
        try
        {
            await _chains!.CompleteAsync(token, Parcel);
        }
        catch (Exception exception)
        {
            // The run that waits for it fails when its patience is at its end: this says why.
            Console.Error.WriteLine($"The robot cannot complete its callback: {exception}");
        }
    }
}
