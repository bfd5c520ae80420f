// Loaded before an emulator (node --require). All of them listen on the loopback address, on free ports; which, they say on a line of their own.
'use strict';

const net = require('node:net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...others) {
  const wanted = typeof first === 'object' ? first.port : first;
  if (this.isLoopback || !Number.isInteger(wanted)) {
    return listen.call(this, first, ...others);
  }

  this.isLoopback = true;
  this.once('listening', () => console.log(`@listening ${wanted} ${this.address().port}`));
  const then = others.filter(other => typeof other === 'function');
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...then);
};

// Who has started it holds the other end, and may be killed.
process.stdin.on('end', () => process.exit()).on('error', () => process.exit()).resume();
