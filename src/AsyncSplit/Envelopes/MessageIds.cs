using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.Envelopes;

/// <summary>Derives message ids, so that a repeated step sends the same ids again.</summary>
internal static class MessageIds
{
    /// <summary>The first 16 bytes of SHA-256 over the parent's id (UTF-8) and the position (32 bits, big-endian), as 32 hex digits.</summary>
    /// <param name="parent">The id of the envelope that the step ran for; for a chain's first envelope, the chain's id.</param>
    /// <param name="position">The how-manieth envelope of the step, from 0.</param>
    public static string Derive(string parent, int position)
    {
        var length = Encoding.UTF8.GetMaxByteCount(parent.Length) + sizeof(int);
        Span<byte> source = length <= 512 ? stackalloc byte[length] : new byte[length];
        var written = Encoding.UTF8.GetBytes(parent, source);
        BinaryPrimitives.WriteInt32BigEndian(source[written..], position);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source[..(written + sizeof(int))], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
