using System.Net.Sockets;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests;

[NeedsEmulators]
public sealed class EmulatorTests
{
    [Fact]
    public async Task TheEmulatorsTakeConnectionsUntilTheyAreDisposedOf()
    {
        foreach (var (start, port) in new (Func<Task<EmulatorProcess>>, int)[]
        {
            (SqsEmulator.StartAsync, SqsEmulator.Port),
            (DynamoDbEmulator.StartAsync, DynamoDbEmulator.Port),
            (S3Emulator.StartAsync, S3Emulator.Port),
        })
        {
            Uri address;
            using (var emulator = await start())
            {
                address = emulator.Address(port);
                using var connection = await ConnectAsync(address);
            }

            await Assert.ThrowsAnyAsync<SocketException>(() => ConnectAsync(address));
        }
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        return connection;
    }
}
